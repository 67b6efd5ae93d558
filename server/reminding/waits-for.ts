import { instantWords } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';
import type { TaskDoc } from '../tasks/task.schema.ts';
import type { MessageDoc } from '../telling/message.schema.ts';

/** One thing that waits for somebody, in a line, and where it is done. */
export interface Waiting {
  words: string;
  path: string;
  loop: string;
}

const MOST = 50;
const until = (at: Date): string => instantWords(new Date(Math.floor(at.getTime() / 60_000) * 60_000).toISOString());

/** What waits for an owner now: messages to approve and tasks, the most pressing first. Nobody is called for the demo. */
export async function waitsFor(db: Models, owner: string, now: Date): Promise<Waiting[]> {
  const asked = { $or: [{ 'asked.by': owner }, { 'asked.standIn': owner, 'asked.standInFrom': { $lte: now } }] };
  const [messages, tasks] = await Promise.all([
    db.messages
      .find({ state: 'held', demo: false, ...asked }, { content: 1, template: 1, staleAfter: 1, loop: 1 })
      .sort({ staleAfter: 1 })
      .limit(MOST)
      .lean<Pick<MessageDoc, '_id' | 'content' | 'template' | 'staleAfter' | 'loop'>[]>(),
    db.tasks.find({ owner, state: 'open', demo: false }).sort({ dueAt: 1 }).limit(MOST).lean<TaskDoc[]>(),
  ]);
  return [
    ...messages.map(({ _id, content, template, staleAfter, loop }) => ({
      words: `To approve: “${content?.subject ?? template}”; not sent after ${until(staleAfter)}`,
      path: `/outbox/${_id}`,
      loop: loop ?? '',
    })),
    ...tasks.map(({ text, dueAt, loop }) => ({ words: `Task: ${text}, due ${until(dueAt)}`, path: '/tasks', loop })),
  ];
}
