import { Injectable } from '@nestjs/common';
import { Flow, canonicalJson, compile, placed, problems } from '@loopwright/workflows/contract';
import type { Plan, Problem } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { invalid, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { Loops } from '../loops/loops.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { retiredIds, workspaceOf } from './flow-words.ts';
import { Flows } from './flows.ts';

const FIRST_HELD = 50;

export const Publish = z.strictObject({
  revision: z.int(),
  partWay: z.enum(['finish', 'move', 'stop']).default('finish'),
  hold: z.union([z.boolean(), z.strictObject({ first: z.int().min(1).max(100_000) })]).optional(),
});
type Publish = z.output<typeof Publish>;

export interface Published {
  version: number;
  hash: string;
  publishedAt: Date;
}

@Injectable()
export class Publishing {
  constructor(
    private readonly world: World,
    private readonly flows: Flows,
    private readonly loops: Loops,
  ) {}

  /** Everything that keeps the draft from being published, and what deserves a look. */
  async problems(id: string): Promise<Problem[]> {
    const doc = await this.flows.find(id);
    const live = await this.flows.liveTree(doc);
    return problems(Flow.parse(doc.draft), await this.worldOf(doc, live));
  }

  async publish(id: string, given: Publish, by: Caller): Promise<Published> {
    if (given.partWay === 'move')
      throw invalid([{ path: 'partWay', message: 'moving those part-way to the new version is not built yet: choose finish or stop' }]);
    const doc = await this.flows.find(id);
    if (doc.revision !== given.revision) throw await this.flows.stale(doc, given.revision);
    const live = await this.flows.liveTree(doc);
    const tree = Flow.parse(doc.draft);
    const compiled = compile(tree, await this.worldOf(doc, live), id);
    if ('problems' in compiled)
      throw new Refusal(422, 'problems', 'This flow cannot be published; each problem names its step and the fix.', [], {
        problems: compiled.problems,
      });
    const same = live?.plan === compiled.plan.$plan && canonicalJson(live.tree) === canonicalJson(tree) && given.hold === undefined;
    const version = same ? live : await this.store(doc, live, tree, compiled.plan, given, by);
    if (given.partWay === 'stop') await this.stopEarlier(id, version.version);
    return { version: version.version, hash: version.plan, publishedAt: version.publishedAt };
  }

  private async worldOf(doc: FlowDoc, live: VersionDoc | null) {
    return { ...(await workspaceOf(this.world.db)), retiredStepIds: retiredIds(doc.stepIds, live && Flow.parse(live.tree)) };
  }

  /** Version, plan and flow in one: new loops use the version at once, or nothing happened. */
  private async store(
    doc: FlowDoc,
    live: VersionDoc | null,
    tree: Flow,
    plan: Plan,
    { hold, partWay }: Publish,
    by: Caller,
  ): Promise<VersionDoc> {
    const { connection, db, clock } = this.world;
    const number = (live?.version ?? 0) + 1;
    const row: VersionDoc = {
      _id: `${doc._id}/${String(number)}`,
      flow: doc._id,
      version: number,
      plan: plan.$plan,
      tree,
      hold: heldFirst(hold ?? live === null),
      held: [],
      partWay: partWay === 'stop' ? 'stop' : 'finish',
      publishedAt: clock.now(),
      publishedBy: by.name,
    };
    const ids = placed(tree).map(({ step }) => step.id);
    await inTransaction(connection, async (session) => {
      const { matchedCount } = await db.flows.updateOne(
        { _id: doc._id, revision: doc.revision, live: doc.live },
        { $set: { live: number, firstPublishedAt: doc.firstPublishedAt ?? row.publishedAt }, $addToSet: { stepIds: { $each: ids } } },
        { session },
      );
      if (matchedCount === 0) throw await this.flows.stale(await this.flows.find(doc._id), doc.revision);
      await db.plans.updateOne({ _id: plan.$plan }, { $setOnInsert: { plan } }, { upsert: true, session });
      await db.versions.create([row], { session });
    });
    return row;
  }

  /** Those part-way in earlier versions end here. Publishing the same again goes on where this was cut off. */
  private async stopEarlier(flow: string, version: number): Promise<void> {
    const earlier = this.world.db.loops.find({ flow, status: 'open', version: { $lt: version } }).lean<LoopDoc>();
    for await (const loop of earlier.cursor()) await this.loops.end(loop, 'flow-stopped', 'loop-over');
  }
}

const heldFirst = (hold: NonNullable<Publish['hold']>): number => (typeof hold === 'object' ? hold.first : hold ? FIRST_HELD : 0);
