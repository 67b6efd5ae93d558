import { Injectable } from '@nestjs/common';
import type { ClosedAs, MessageState } from '@loopwright/workflows/contract';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { AnsweredDoc, LoopDoc } from '../loops/loop.schema.ts';
import { shownLoops } from '../loops/shown.ts';
import { shownMessages } from '../messages/shown.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { personOf } from './person.ts';
import { themeNames } from './theme-names.ts';
import type { ThemeNames } from './theme-names.ts';

/** One thing that happened to a customer, or that will. */
export interface Happening {
  at: Date;
  kind: 'said' | 'loop-opened' | 'loop-over' | 'waits' | 'waits-until' | 'message';
  words: string;
  feedbackId?: string;
  loopId?: string;
  messageId?: string;
  /** It lies ahead. */
  ahead: boolean;
}

const MOST = 500;
const PLANNED: ReadonlySet<MessageState> = new Set(['held', 'scheduled', 'sending']);
const HOW: Readonly<Record<AnsweredDoc['how'], string>> = {
  phone: 'by phone',
  email: 'by email',
  'in-person': 'in person',
  other: 'themselves',
};
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
      // A wait for a message or for the end of a pause says no more than those do.
      db.waits
        .find({ ...theirs, state: 'open', what: { $in: ['improvement', 'time'] } })
        .limit(MOST)
        .lean<WaitDoc[]>(),
    ]);
    const themes = [...said.flatMap(({ tags }) => tags.map(({ theme }) => theme)), ...waits.flatMap((wait) => wait.themes)];
    const named = await themeNames(db, themes);
    const all = [
      ...said.map((one) => spoke(one, named)),
      ...(await this.loops(loops)),
      ...(await this.messages(messages)),
      ...waits.map((one) => waiting(one, named)),
    ];
    const sorted = all.map((one) => ({ ...one, ahead: one.at > this.world.clock.now() })).sort((a, b) => b.at.getTime() - a.at.getTime());
    const from = Math.max(0, Number(query.cursor ?? 0) || 0);
    const items = sorted.slice(from, from + query.limit);
    return { items, next: sorted.length > from + query.limit ? String(from + query.limit) : null };
  }

  private async loops(loops: LoopDoc[]): Promise<Seen[]> {
    const shown = await shownLoops(this.world.db, loops);
    return shown.flatMap(({ id: loopId, openedAt, closedAt, status, closedAs, answered, reason, themeNames }): Seen[] => [
      { at: openedAt, kind: 'loop-opened', words: `A loop about ${themeNames.join(', ')} was started.`, loopId },
      ...(closedAt && (status === 'closed' || status === 'ended')
        ? [{ at: closedAt, kind: 'loop-over' as const, words: reason ?? closed(status, closedAs, answered), loopId }]
        : []),
    ]);
  }

  private async messages(docs: MessageDoc[]): Promise<Seen[]> {
    const shown = await shownMessages(this.world.db, docs);
    return shown.map(({ id: messageId, state, subject, reason, sentAt, sendAt, createdAt, template, loopId }) => {
      const what = `“${subject ?? template}”`;
      return {
        at: sentAt ?? (state === 'scheduled' ? sendAt : null) ?? createdAt,
        kind: 'message',
        words: sentWords(state, what, reason),
        messageId,
        ...(loopId ? { loopId } : {}),
      };
    });
  }
}

type Seen = Omit<Happening, 'ahead'>;

const spoke = ({ _id: feedbackId, occurredAt, source, tags, feeling }: FeedbackDoc, named: ThemeNames): Seen => ({
  at: occurredAt,
  kind: 'said',
  words: `They spoke in ${source}${tags.length > 0 ? ` about ${tags.map(({ theme }) => named(theme)).join(', ')}` : ''}${feeling ? ` (${feeling})` : ''}.`,
  feedbackId,
});

/** A wait without an end stands where it began. */
const waiting = ({ deadline, since, loop: loopId, what, themes }: WaitDoc, named: ThemeNames): Seen => {
  const forWhat = what === 'improvement' ? ` for an improvement to ${themes.map(named).join(', ')}` : '';
  if (deadline === null)
    return { at: since, kind: 'waits', words: `Since then a loop has waited${forWhat}, however long it takes.`, loopId };
  return { at: deadline, kind: 'waits-until', words: `A loop waits${forWhat} until then at the latest.`, loopId };
};

function closed(status: keyof typeof ENDINGS, closedAs: ClosedAs | null, answered: AnsweredDoc | null): string {
  if (answered) return `${answered.by} answered them ${HOW[answered.how]}.`;
  return `${ENDINGS[status]}${closedAs ? ` as ${closedAs}` : ''}.`;
}

function sentWords(state: MessageState, what: string, reason: string | null): string {
  const because = reason === null ? '' : ` ${reason}`;
  if (state === 'sent') return `They were sent ${what}${reason === null ? '' : ` (${reason})`}.`;
  return (PLANNED.has(state) ? `${what} is to be sent.` : `${what}: ${state}.`) + because;
}
