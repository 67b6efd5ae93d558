import { Injectable } from '@nestjs/common';
import { Flow, canonicalJson, compile, placed, problems } from '@loopwright/workflows/contract';
import type { Plan, Problem } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { noFaults } from '../faults.ts';
import { inTransaction } from '../storage/transaction.ts';
import { Deadlines } from '../waiting/deadlines.ts';
import { Moving } from '../waiting/moving.ts';
import { PART_WAY } from './flow.schema.ts';
import type { FlowDoc, PartWayChoice, VersionDoc } from './flow.schema.ts';
import { retiredFor, workspaceOf } from './flow-words.ts';
import { Flows } from './flows.ts';
import { PartWay } from './part-way.ts';
import { Drawings, Published as PublishedContent } from './plans.ts';

export const FIRST_HELD = 50;
/** So long publishing itself moves or stops people; a worker goes on with the rest. */
const PART_WAY_MS = 2_000;

export const Publish = z.strictObject({
  revision: z.int(),
  partWay: z.enum(PART_WAY).default('finish'),
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
  private readonly partWay: PartWay;

  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {
    const { connection, db, clock } = world;
    const moving = new Moving(connection, db, clock, new PublishedContent(db), new Drawings(db), new Deadlines(db), noFaults);
    this.partWay = new PartWay({ ...partsOf(world), at: noFaults }, moving);
  }

  /** Everything that keeps the draft from being published, and what deserves a look. */
  async problems(id: string): Promise<Problem[]> {
    const doc = await this.flows.find(id);
    const live = await this.flows.liveTree(doc);
    return problems(Flow.parse(doc.draft), await this.worldOf(doc, live));
  }

  async publish(id: string, given: Publish, by: Caller): Promise<Published> {
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
    if (same) await this.again(id, version, given.partWay);
    if (given.partWay !== 'finish') await this.partWay.begin(id, PART_WAY_MS);
    return { version: version.version, hash: version.plan, publishedAt: version.publishedAt };
  }

  private async worldOf(doc: FlowDoc, live: VersionDoc | null) {
    return { ...(await workspaceOf(this.world.db)), retiredStepIds: await retiredFor(this.world.db, doc, live, Flow.parse(doc.draft)) };
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
      revision: doc.revision,
      plan: plan.$plan,
      tree,
      hold: heldFirst(hold ?? live === null),
      held: [],
      partWay,
      publishedAt: clock.now(),
      publishedBy: by.name,
    };
    const ids = placed(tree).map(({ step }) => step.id);
    await inTransaction(connection, async (session) => {
      const { matchedCount } = await db.flows.updateOne(
        { _id: doc._id, revision: doc.revision, live: doc.live },
        {
          $set: {
            live: number,
            firstPublishedAt: doc.firstPublishedAt ?? row.publishedAt,
            ...underWay(number, partWay, row.publishedAt),
            ...(reachesBack(tree, live) ? { admitting: { version: number, after: '' } } : {}),
          },
          $addToSet: { stepIds: { $each: ids } },
        },
        { session },
      );
      if (matchedCount === 0) throw await this.flows.stale(await this.flows.find(doc._id), doc.revision);
      await db.plans.updateOne({ _id: plan.$plan }, { $setOnInsert: { plan } }, { upsert: true, session });
      await db.versions.create([row], { session });
    });
    return row;
  }

  /** The same content once more may still choose anew for those part-way, and goes on where that was cut off. */
  private async again(flow: string, { _id, version }: VersionDoc, partWay: PartWayChoice): Promise<void> {
    const { db, clock } = this.world;
    if (partWay === 'finish') return;
    await db.flows.updateOne({ _id: flow, live: version }, { $set: underWay(version, partWay, clock.now()) });
    await db.versions.updateOne({ _id }, { $set: { partWay } });
  }
}

/** Choosing to let them finish leaves alone what an earlier publication chose and is still doing. */
const underWay = (version: number, how: PartWayChoice, since: Date): Partial<Pick<FlowDoc, 'partWay'>> =>
  how === 'finish' ? {} : { partWay: { version, how, since } };

/** It lets in what was said before, and its entry is not the one that did so already. */
const reachesBack = ({ entry }: Flow, live: VersionDoc | null): boolean =>
  entry.since !== 'publishing' && canonicalJson(entry) !== (live && canonicalJson(Flow.parse(live.tree).entry));

/** World's parts may be getters of its class. */
const partsOf = ({ db, clock, workflows, log }: World) => ({ db, clock, workflows, log });

const heldFirst = (hold: NonNullable<Publish['hold']>): number => (typeof hold === 'object' ? hold.first : hold ? FIRST_HELD : 0);
