import type { Subject } from '../audit/act.ts';
import type { TaskDoc } from './task.schema.ts';

/** Without the note, which may speak of the customer. */
export const task: Subject<TaskDoc> = {
  kind: 'task',
  find: (db, id) => db.tasks.findById(id).lean<TaskDoc | null>(),
  words: ({ text }) => `the task “${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`,
  fields: ({ state }) => ({ state }),
};
