import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import type { Feeling } from '@loopwright/workflows/contract';
import { Hints } from '../app/hints.ts';
import { withoutValues } from '../app/log.ts';
import { conflict, invalid, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { endLoops } from '../entering/end-loops.ts';
import { Standing } from '../entering/standing-themes.ts';
import { Published } from '../flows/plans.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { newId } from '../storage/ids.ts';
import { inTransaction } from '../storage/transaction.ts';
import { hintLoop } from '../waiting/start-loop.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import { shownFeedback } from './shown-feedback.ts';
import type { ShownFeedback } from './shown-feedback.ts';
import { tagAnew } from './tag-anew.ts';

/** What a person says a feedback is about. Without a feeling the one it has stands. */
export interface Tagging {
  themes: string[];
  feeling?: Feeling | undefined;
}

/** Tags by hand: the set is replaced, confirmed, and the feedback goes to the flows again; loops keep only the themes that stand. */
@Injectable()
export class Tags {
  private readonly standing: Standing;

  constructor(
    private readonly world: World,
    private readonly hints: Hints,
  ) {
    this.standing = new Standing(world.db, new Published(world.db));
  }

  async put(id: string, tagging: Tagging): Promise<ShownFeedback> {
    const { doc, ended } = await inTransaction(this.world.connection, (session) => this.write(id, tagging, session));
    this.hints.soon();
    for (const loop of ended) await this.hint(loop);
    return shownFeedback(doc);
  }

  private async write(id: string, tagging: Tagging, session: ClientSession): Promise<{ doc: FeedbackDoc; ended: LoopDoc[] }> {
    const { db, clock } = this.world;
    const now = clock.now();
    const before = await db.feedback.findById(id).session(session).lean<FeedbackDoc | null>();
    if (!before) throw notFound('a feedback');
    if (before.externalId.startsWith('erased:')) throw conflict('erased', 'This feedback was erased; nothing can be said of it any more.');
    await this.mustExist(tagging.themes, before.demo, session);
    const tags = [...new Set(tagging.themes)].map((theme) => ({ theme, by: 'person' as const, confirmed: true }));
    const feeling = tagging.feeling ?? before.feeling;
    const felt = { feeling, feelingConfirmed: tagging.feeling ? true : before.feelingConfirmed };
    const doc = await tagAnew(this.world, before, { tags, ...felt }, session);
    const { emptied } = await this.standing.look(doc, session);
    await endLoops(db, emptied, 'tags-removed', now, session);
    return { doc, ended: emptied };
  }

  private async mustExist(themes: readonly string[], demo: boolean, session: ClientSession): Promise<void> {
    const found = await this.world.db.themes
      .find({ _id: { $in: themes }, demo }, { _id: 1 })
      .session(session)
      .lean();
    const known = new Set(found.map((theme) => theme._id));
    const problems = themes.flatMap((theme, at) =>
      known.has(theme)
        ? []
        : [{ path: `themes.${String(at)}`, message: 'there is no such theme: make it with POST /api/themes, or leave it out' }],
    );
    if (problems.length > 0) throw invalid(problems);
  }

  private async hint(loop: LoopDoc): Promise<void> {
    await hintLoop(this.world.db, this.world.workflows, { loop: loop._id, generation: loop.generation }, newId()).catch(
      (error: unknown) => {
        this.world.log.warn({ hint: withoutValues(error) });
      },
    );
  }
}
