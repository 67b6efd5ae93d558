import type { EnterWorld } from '../entering/enter-world.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { endLoop } from '../loops/over.ts';
import { newId } from '../storage/ids.ts';
import type { Moving } from '../waiting/moving.ts';
import { hintLoop } from '../waiting/start-loop.ts';
import { tryHint } from '../waiting/try-hint.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import type { FlowDoc, PartWayDoc } from './flow.schema.ts';

const PAGE = 200;
const PATIENCE_MS = 5_000;
/** So long somebody may still enter by the version before, and whoever walked while we looked comes to a park. */
const OVER_AFTER_MS = 60_000;

type Under = Pick<FlowDoc, '_id'> & { partWay: PartWayDoc };
export type PartWayWorld = Pick<EnterWorld, 'db' | 'clock' | 'workflows' | 'at'> & { log: Pick<EnterWorld['log'], 'warn'> };

/**
 * What becomes of those part-way when a version is published: moved or stopped, a page at a time, by any number of processes, again
 * from the beginning after a crash. What is chosen stands with the flow until a while after nothing was left to do.
 */
export class PartWay {
  constructor(
    private readonly world: PartWayWorld,
    private readonly moving: Moving,
  ) {}

  /** One page for each flow that is under way; how much was done. */
  async pump(): Promise<number> {
    const flows = await this.world.db.flows.find({ 'partWay.version': { $gt: 0 } }, { partWay: 1 }).lean<Under[]>();
    let done = 0;
    for (const flow of flows) done += await this.page(flow);
    return done;
  }

  /** Goes on with one flow until nothing is left, or for this long; the pump does the rest. */
  async begin(flow: string, forMs: number): Promise<void> {
    const until = performance.now() + forMs;
    for (let done = 1; done > 0 && performance.now() < until;) {
      const under = await this.world.db.flows.findOne({ _id: flow, 'partWay.version': { $gt: 0 } }, { partWay: 1 }).lean<Under | null>();
      done = under ? await this.page(under) : 0;
    }
  }

  private async page(flow: Under): Promise<number> {
    const { db, clock } = this.world;
    const { version, how, since } = flow.partWay;
    const done = how === 'stop' ? await this.stop(flow._id, version) : await this.move(flow._id, version);
    if (done === 0 && clock.now().getTime() - since.getTime() > OVER_AFTER_MS)
      await db.flows.updateOne({ _id: flow._id, 'partWay.version': version, 'partWay.since': since }, { $set: { partWay: null } });
    return done;
  }

  private async stop(flow: string, version: number): Promise<number> {
    const earlier = await this.world.db.loops
      .find({ flow, status: 'open', version: { $lt: version } })
      .limit(PAGE)
      .lean<LoopDoc[]>();
    for (const loop of earlier) {
      await endLoop(this.world, loop, 'flow-stopped', 'loop-over');
      await this.world.at('M2.stopped');
    }
    return earlier.length;
  }

  private async move(flow: string, version: number): Promise<number> {
    const { db, at } = this.world;
    const behind = { flow, status: 'open' as const, version: { $lt: version } };
    await db.loops.updateMany(
      { ...behind, $and: [{ wanted: { $not: { $gte: version } } }, { stays: { $not: { $gte: version } } }] },
      { $set: { wanted: version } },
    );
    await at('M1.wanted');
    let done = await this.remind(flow);
    let after = '';
    for (let found = PAGE; found === PAGE;) {
      const loops = await db.loops
        .find({ flow, wanted: version, status: 'open', _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .lean<LoopDoc[]>();
      done += await this.movePage(loops);
      found = loops.length;
      after = loops.at(-1)?._id ?? after;
    }
    return done;
  }

  private async movePage(loops: readonly LoopDoc[]): Promise<number> {
    const waits = await this.world.db.waits
      .find({ loop: { $in: loops.map(({ _id }) => _id) }, state: 'open' })
      .sort({ park: 1 })
      .lean<WaitDoc[]>();
    const standsAt = new Map(waits.map((wait) => [`${wait.loop}/${String(wait.generation)}`, wait]));
    let done = 0;
    for (const loop of loops) {
      const wait = standsAt.get(`${loop._id}/${String(loop.generation)}`);
      const moved = wait ? await this.moving.move(loop, wait) : 'later';
      if (moved === 'moved') await this.hint(loop);
      if (moved === 'moved' || moved === 'stays') done += 1;
    }
    return done;
  }

  /** Hints may be lost, with us or with Temporal: those who have not come to the new version by now are told again. */
  private async remind(flow: string): Promise<number> {
    const { db, clock } = this.world;
    const now = clock.now();
    const late = { flow, status: 'open' as const, arriving: { $lte: new Date(now.getTime() - PATIENCE_MS) } };
    const loops = await db.loops.find(late).limit(PAGE).lean<LoopDoc[]>();
    for (const loop of loops) await this.hint(loop);
    const ids = loops.map(({ _id }) => _id);
    if (ids.length > 0) await db.loops.updateMany({ _id: { $in: ids }, ...late }, { $set: { arriving: now } });
    return loops.length;
  }

  private async hint({ _id, generation }: LoopDoc): Promise<void> {
    const { db, workflows, log, at } = this.world;
    await tryHint(log, () => hintLoop(db, workflows, { loop: _id, generation }, newId()));
    await at('M3.hinted');
  }
}
