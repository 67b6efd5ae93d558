import type { Subject } from '../audit/act.ts';
import type { KeyDoc } from './key.schema.ts';

export const key: Subject<KeyDoc> = {
  kind: 'key',
  find: (db, id) => db.keys.findById(id).lean<KeyDoc | null>(),
  words: ({ name }) => `the API key “${name}”`,
  fields: ({ name, role, demo }) => ({ name, role, 'makes what is invented': demo }),
};
