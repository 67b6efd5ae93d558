import { Injectable } from '@nestjs/common';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { shownLoops } from '../loops/shown.ts';
import { shownMessages } from '../messages/shown.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { personOf } from './person.ts';

/** One thing that happened to a customer, or that will. */
export interface Happening {
  at: Date;
  kind: 'said' | 'loop-opened' | 'loop-over' | 'waits-until' | 'message';
  words: string;
  feedbackId?: string;
  loopId?: string;
  messageId?: string;
  /** It lies ahead. */
  ahead: boolean;
}

const MOST = 500;
const ENDINGS = { closed: 'Their loop was closed', ended: 'Their loop ended' } as const;

@Injectable()
export class Timelines {
  constructor(private readonly world: World) {}

  /** Newest first; `cursor` is the number of items seen. */
  async of(customerId: string, query: { limit: number; cursor?: string | undefined }): Promise<PageOf<Happening>> {
    const { db } = this.world;
    const { ids } = await personOf(db, customerId);
    const theirs = { customer: { $in: ids } };
    const [said, loops, messages, waits] = await Promise.all([
      db.feedback.find(theirs).sort({ occurredAt: -1 }).limit(MOST).lean<FeedbackDoc[]>(),
      db.loops.find(theirs).sort({ openedAt: -1 }).limit(MOST).lean<LoopDoc[]>(),
      db.messages.find(theirs).sort({ createdAt: -1 }).limit(MOST).lean<MessageDoc[]>(),
      db.waits
        .find({ ...theirs, state: 'open', deadline: { $ne: null } })
        .limit(MOST)
        .lean<WaitDoc[]>(),
    ]);
    const all = [...said.map(spoke), ...(await this.loops(loops)), ...(await this.messages(messages)), ...waits.flatMap(waiting)];
    const sorted = all.map((one) => ({ ...one, ahead: one.at > this.world.clock.now() })).sort((a, b) => b.at.getTime() - a.at.getTime());
    const from = Math.max(0, Number(query.cursor ?? 0) || 0);
    const items = sorted.slice(from, from + query.limit);
    return { items, next: sorted.length > from + query.limit ? String(from + query.limit) : null };
  }

  private async loops(loops: LoopDoc[]): Promise<Seen[]> {
    const shown = await shownLoops(this.world.db, loops);
    return shown.flatMap(({ id: loopId, openedAt, closedAt, status, closedAs, reason, themes }): Seen[] => [
      { at: openedAt, kind: 'loop-opened', words: `A loop about ${themes.join(', ')} was started.`, loopId },
      ...(closedAt && (status === 'closed' || status === 'ended')
        ? [{ at: closedAt, kind: 'loop-over' as const, words: reason ?? `${ENDINGS[status]}${closedAs ? ` as ${closedAs}` : ''}.`, loopId }]
        : []),
    ]);
  }

  private async messages(docs: MessageDoc[]): Promise<Seen[]> {
    const shown = await shownMessages(this.world.db, docs);
    return shown.map(({ id: messageId, state, subject, reason, sentAt, sendAt, createdAt, template, loopId }) => {
      const what = `“${subject ?? template}”`;
      const words =
        state === 'sent' ? `They were sent ${what}${reason ? ` (${reason})` : ''}.` : `${what}: ${state}. ${reason ?? ''}`.trim();
      return {
        at: sentAt ?? (state === 'scheduled' ? sendAt : null) ?? createdAt,
        kind: 'message',
        words,
        messageId,
        ...(loopId ? { loopId } : {}),
      };
    });
  }
}

type Seen = Omit<Happening, 'ahead'>;

const spoke = ({ _id: feedbackId, occurredAt, source, tags, feeling }: FeedbackDoc): Seen => ({
  at: occurredAt,
  kind: 'said',
  words: `They spoke in ${source}${tags.length > 0 ? ` about ${tags.map(({ theme }) => theme).join(', ')}` : ''}${feeling ? ` (${feeling})` : ''}.`,
  feedbackId,
});

const waiting = ({ deadline, step, loop: loopId, what }: WaitDoc): Seen[] =>
  deadline
    ? [
        {
          at: deadline,
          kind: 'waits-until',
          words: what === 'improvement' ? `At the latest now the wait “${step}” for an improvement ends.` : `The wait “${step}” ends.`,
          loopId,
        },
      ]
    : [];
