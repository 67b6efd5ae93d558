import type { Asked, WaitOutcome } from '@loopwright/workflows/ports';
import type { Models } from '../storage/models.ts';
import type { TaskDoc } from '../tasks/task.schema.ts';

type Answered = Extract<WaitOutcome, { exit: 'answered' }>;

/** For each thing people may be asked, what they have said by now; null while nobody has. */
const ANSWERS: Readonly<Record<Asked, (db: Models, about: string) => Promise<Answered | null>>> = {
  async task(db, about) {
    const task = await db.tasks.findById(about, { state: 1 }).lean<Pick<TaskDoc, 'state'> | null>();
    return task && task.state !== 'open' ? { exit: 'answered', as: task.state } : null;
  },
};

export const isAsked = (what: string): what is Asked => Object.hasOwn(ANSWERS, what);

export const answered = (db: Models, what: Asked, about: string): Promise<Answered | null> => ANSWERS[what](db, about);
