import { withoutValues } from '../app/log.ts';
import { isDatabaseOutage } from '../app/outage.ts';
import type { FlowDoc } from '../flows/flow.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { runRechecks } from '../waiting/recheck.ts';
import { startLoop } from '../waiting/start-loop.ts';
import type { EnterWorld } from './enter-world.ts';
import { inLanes } from './lanes.ts';
import type { LiveFlow } from './live-flows.ts';

const LANES = 16;
const PATIENCE_MS = 5_000;
const MOST = 200;

/** What entering asks of Temporal. While that does not answer, loops stay open and not started, and are started later. */
export class Starting {
  private quietUntil = new Date(0);

  constructor(private readonly world: EnterWorld) {}

  /**
   * Starts the workflows of loops just opened, which have no checkpoint to look for: what `startLoop` does, without its reads. One
   * that is started and not marked so, because we died, is found by `catchUp`.
   */
  async start(loops: readonly LoopDoc[], flows: ReadonlyMap<string, Pick<LiveFlow, 'name'>>): Promise<number> {
    const started: string[] = [];
    await inLanes(loops, LANES, async ({ _id, generation, flow, flowKey, plan }) => {
      const start = { loop: _id, generation, flowKey, flowName: flows.get(flow)?.name ?? flowKey, plan, state: null };
      if (await this.ask(() => this.world.workflows.start(start))) started.push(_id);
    });
    if (started.length > 0) await this.world.db.loops.updateMany({ _id: { $in: started }, status: 'open' }, { $set: { started: true } });
    return started.length;
  }

  /** Starts open loops that a crash or an outage left without a workflow, and hints those whose customers changed. */
  async catchUp(): Promise<number> {
    const before = new Date(this.world.clock.now().getTime() - PATIENCE_MS);
    const left = await this.world.db.loops
      .find({ status: 'open', started: false, openedAt: { $lte: before } })
      .sort({ _id: 1 })
      .limit(MOST)
      .lean<LoopDoc[]>();
    let hinted = 0;
    await this.ask(async () => {
      hinted = await runRechecks(this.world.db, this.world.workflows);
    });
    return (await this.startLeft(left)) + hinted;
  }

  /** Most never came to a wait, and are started together; the others go on from their checkpoint. */
  private async startLeft(left: readonly LoopDoc[]): Promise<number> {
    if (left.length === 0) return 0;
    const { db, workflows } = this.world;
    const flows = await db.flows.find({ _id: { $in: left.map((loop) => loop.flow) } }, { name: 1 }).lean<Pick<FlowDoc, '_id' | 'name'>[]>();
    const parked = new Set(await db.waits.distinct('loop', { loop: { $in: left.map((loop) => loop._id) } }));
    let started = await this.start(
      left.filter((loop) => !parked.has(loop._id)),
      new Map(flows.map((flow) => [flow._id, flow])),
    );
    const others = left.filter((loop) => parked.has(loop._id));
    await inLanes(others, LANES, async (loop) => {
      if (await this.ask(() => startLoop(db, workflows, loop))) started += 1;
    });
    return started;
  }

  /** False when Temporal does not answer; then it is left in peace for a while. */
  private async ask(what: () => Promise<void>): Promise<boolean> {
    if (this.world.clock.now() < this.quietUntil) return false;
    try {
      await what();
      return true;
    } catch (error) {
      if (isDatabaseOutage(error) || (error instanceof Error && error.name === 'Crash')) throw error;
      this.quietUntil = new Date(this.world.clock.now().getTime() + PATIENCE_MS);
      this.world.log.warn({ start: withoutValues(error) });
      return false;
    }
  }
}
