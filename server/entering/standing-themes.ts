import type { ClientSession } from 'mongoose';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import { moveWaits } from './move-waits.ts';

type Member = Pick<FeedbackDoc, '_id' | 'tags' | 'occurredAt'>;

/** After the tags of a feedback changed: what its open loops are still about. */
export class Standing {
  constructor(
    private readonly db: Models,
    private readonly published: Published,
  ) {}

  /**
   * Takes from the loops the themes that none of their feedback has any more; `emptied` lost their last. With `always` also when they
   * last spoke is reckoned anew.
   */
  async look(
    changed: FeedbackDoc,
    session: ClientSession,
    reckon: 'if-themes-went' | 'always' = 'if-themes-went',
  ): Promise<{ emptied: LoopDoc[] }> {
    const loops = await this.db.loops
      .find({ $or: [{ feedback: changed._id }, { joined: changed._id }], status: { $in: ['open', 'failed'] } })
      .session(session)
      .lean<LoopDoc[]>();
    const emptied: LoopDoc[] = [];
    for (const loop of loops) if (!(await this.keepStanding(loop, changed, session, reckon))) emptied.push(loop);
    return { emptied };
  }

  private async keepStanding(loop: LoopDoc, changed: Member, session: ClientSession, reckon: string): Promise<boolean> {
    const others = [loop.feedback, ...loop.joined].filter((id) => id !== changed._id);
    const members: Member[] = [
      changed,
      ...(await this.db.feedback
        .find({ _id: { $in: others } }, { tags: 1, occurredAt: 1 })
        .session(session)
        .lean<Member[]>()),
    ];
    const hasOne = (member: Member, themes: readonly string[]): boolean => member.tags.some((tag) => themes.includes(tag.theme));
    const themes = loop.themes.filter((theme) => members.some((member) => hasOne(member, [theme])));
    if (themes.length === loop.themes.length && reckon !== 'always') return true;
    if (themes.length === 0 && loop.themes.length > 0) return false;
    const about = themes.length > 0 ? members.filter((member) => hasOne(member, themes)) : members;
    const spokeAt = new Date(Math.max(...about.map((member) => member.occurredAt.getTime())));
    const joined = loop.joined.filter((id) => about.some((member) => member._id === id));
    await this.db.loops.updateOne({ _id: loop._id }, { $set: { themes, spokeAt, joined } }, { session });
    await this.db.entries.deleteMany({ loop: loop._id, theme: { $nin: themes } }, { session });
    await moveWaits(this.db, this.published, { ...loop, themes }, session);
    return true;
  }
}
