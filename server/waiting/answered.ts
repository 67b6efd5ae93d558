import type { Asked, WaitOutcome } from '@loopwright/workflows/ports';
import { latestReply } from '../answers/latest.ts';
import { approvalOf } from '../approvals/answer.ts';
import type { Clock } from '../clock.ts';
import type { Models } from '../storage/models.ts';
import type { TaskDoc } from '../tasks/task.schema.ts';

type Outcome = Extract<WaitOutcome, { exit: 'answered' | 'untrue' }>;

/** For each thing people may be asked, what they have said by now; null while nobody has. */
const ANSWERS: Readonly<Record<Asked, (db: Models, clock: Clock, about: string) => Promise<Outcome | null>>> = {
  async task(db, _clock, about) {
    const task = await db.tasks.findById(about, { state: 1 }).lean<Pick<TaskDoc, 'state'> | null>();
    return task && task.state !== 'open' ? { exit: 'answered', as: task.state } : null;
  },
  approval: approvalOf,
  async reply(db, _clock, about) {
    const reply = await latestReply(db, about);
    return reply && { exit: 'answered', as: reply.says, about: reply._id };
  },
};

export const isAsked = (what: string): what is Asked => Object.hasOwn(ANSWERS, what);

export const answered = (db: Models, clock: Clock, what: Asked, about: string): Promise<Outcome | null> => ANSWERS[what](db, clock, about);
