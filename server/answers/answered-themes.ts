import type { ClientSession, Connection } from 'mongoose';
import type { LoopRef, ActResult } from '@loopwright/workflows/ports';
import type { ScoreKind } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import type { FeedbackDoc, TagDoc } from '../feedback/feedback.schema.ts';
import { tagAnew } from '../feedback/tag-anew.ts';
import { openLoop } from '../loops/standing.ts';
import type { Models } from '../storage/models.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { ReplyDoc } from './reply.schema.ts';

/** Scores with which nobody praises: what they answer then is a complaint. */
const LOW: Readonly<Record<ScoreKind, number>> = { nps: 6, csat: 2, stars: 2 };

/** Answers that say what a feedback is about: its theme from then on, said by the customer, and the flows look at it again. */
export class AnsweredThemes {
  constructor(
    private readonly connection: Connection,
    private readonly db: Models,
    private readonly clock: Clock,
  ) {}

  /** Again is harmless: a theme that is there and confirmed changes nothing. */
  async put(ref: LoopRef, about: string): Promise<ActResult> {
    const loop = await openLoop(this.db, ref);
    if (!loop) return { over: true };
    const reply = await this.db.replies.findById(about, { says: 1 }).lean<Pick<ReplyDoc, 'says'> | null>();
    const theme = reply && (await this.db.themes.findOne({ name: reply.says, demo: loop.demo }, { _id: 1 }).lean<{ _id: string } | null>());
    // Renamed or gone since it was asked: then nobody can say which theme it was.
    if (!theme) return { exit: 'next', code: 'no-theme' };
    await inTransaction(this.connection, (session) => this.write(loop.feedback, theme._id, session));
    return { exit: 'next' };
  }

  private async write(id: string, theme: string, session: ClientSession): Promise<void> {
    const { db, clock } = this;
    const before = await db.feedback.findById(id).session(session).lean<FeedbackDoc | null>();
    if (!before || before.tags.some((tag) => tag.theme === theme && tag.confirmed)) return;
    const tags: TagDoc[] = [...before.tags.filter((tag) => tag.theme !== theme), { theme, by: 'customer', confirmed: true }];
    const { feeling, feelingConfirmed } = before;
    const felt =
      feeling === null && isLow(before) ? { feeling: 'complaint' as const, feelingConfirmed: true } : { feeling, feelingConfirmed };
    await tagAnew({ db, clock }, before, { tags, ...felt }, session);
  }
}

const isLow = ({ score, scoreKind }: FeedbackDoc): boolean => score !== null && scoreKind !== null && score <= LOW[scoreKind];
