import type { Subject } from '../audit/act.ts';
import type { InvitationDoc } from './link.schema.ts';
import type { PersonDoc } from './person.schema.ts';

export const person: Subject<PersonDoc> = {
  kind: 'person',
  find: (db, id) => db.people.findById(id).lean<PersonDoc | null>(),
  words: ({ name }) => name,
  fields: ({ name, email, role, disabledAt }) => ({ name, address: email, role, 'may sign in': disabledAt === null }),
};

/** Where nothing about them changes. */
export const personAsTheyAre: Subject<PersonDoc> = { ...person, fields: () => ({}) };

export const invitation: Subject<InvitationDoc> = {
  kind: 'invitation',
  find: (db, id) => db.links.findOne({ _id: id, kind: 'invitation' }).lean<InvitationDoc | null>(),
  words: ({ invitation: { name, email } }) => name ?? email,
  fields: ({ invitation: { email, role }, expiresAt }) => ({ address: email, role, 'open until': expiresAt }),
};
