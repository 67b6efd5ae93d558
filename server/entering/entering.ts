import { withoutValues } from '../app/log.ts';
import { isOutage } from '../app/outage.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { EnterWorld } from './enter-world.ts';
import { inLanes } from './lanes.ts';
import { claim, fail, release } from './lease.ts';
import type { Leased } from './lease.ts';
import { LiveFlows } from './live-flows.ts';
import type { LiveFlow } from './live-flows.ts';
import { Looping } from './looping.ts';
import { match, tag } from './matching.ts';
import { Starting } from './starting.ts';

const BATCH = 400;
const TOGETHER = 40;
const LANES = 4;

/**
 * The pump: takes feedback from stage to stage until it stands in its loops. Any number may run at once; each hand-over is one
 * conditional write, so that a crash between two repeats work and never effects.
 */
export class Entering {
  private readonly flows: LiveFlows;
  private readonly looping: Looping;
  private readonly starting: Starting;

  constructor(private readonly world: EnterWorld) {
    this.flows = new LiveFlows(world.db, world.log);
    this.looping = new Looping(world);
    this.starting = new Starting(world);
  }

  /** Moves some of what is due; answers how much it did: 0 = nothing is due, or Temporal does not answer. */
  async pump(): Promise<number> {
    const leased = await claim(this.world, BATCH);
    await this.world.at('E1.claimed');
    if (leased.docs.length > 0) await this.move(leased);
    return leased.docs.length + (await this.starting.catchUp());
  }

  async runUntilEmpty(): Promise<void> {
    while ((await this.pump()) > 0);
  }

  private async move(leased: Leased): Promise<void> {
    const live = await this.flows.all();
    await this.eachOnFailure(leased, leased.docs, async (docs) => {
      await tag(this.world, { token: leased.token, docs });
      await this.world.at('E2.tagged');
      await match(this.world, { token: leased.token, docs }, live);
      await this.world.at('E3.matched');
    });
    const byId = new Map(live.map((flow) => [flow.id, flow]));
    const admitted = leased.docs.filter((doc) => doc.stage === 'matched' && doc.pending);
    await inLanes(together(admitted), LANES, (docs) => this.eachOnFailure(leased, docs, (some) => this.enter(some, leased.token, byId)));
  }

  private async enter(docs: readonly FeedbackDoc[], token: string, flows: ReadonlyMap<string, LiveFlow>): Promise<void> {
    const { opened, left } = await this.looping.enter(docs, token, flows);
    if (left.length > 0) await this.matchAgain(left, token);
    await this.starting.start(opened, flows);
    await this.world.at('E5.started');
  }

  /** Its customer is another by now, or nobody: matched anew it finds who that is. */
  private async matchAgain(docs: readonly FeedbackDoc[], token: string): Promise<void> {
    const ids = docs.map((doc) => doc._id);
    await this.world.db.feedback.updateMany({ _id: { $in: ids }, lease: token, stage: 'matched' }, { $set: { stage: 'tagged' } });
    await release(this.world, ids, token);
  }

  /** Work on many; when it fails, on each alone, so that one that cannot go on holds up only itself. */
  private async eachOnFailure(
    { token }: Leased,
    docs: readonly FeedbackDoc[],
    work: (docs: FeedbackDoc[]) => Promise<void>,
  ): Promise<void> {
    try {
      await work([...docs]);
    } catch (error) {
      if (isOutage(error) || isCrash(error)) throw error;
      if (docs.length > 1) {
        for (const doc of docs) await this.eachOnFailure({ token, docs: [doc] }, [doc], work);
        return;
      }
      const [doc] = docs;
      this.world.log.error({ entering: withoutValues(error), feedback: doc?._id });
      if (doc) await fail(this.world, doc, token, codeOf(error));
    }
  }
}

/** Feedback of one customer stays together, in groups of about forty. */
function together(docs: readonly FeedbackDoc[]): FeedbackDoc[][] {
  const groups: FeedbackDoc[][] = [];
  const byCustomer = Map.groupBy(docs, (doc) => doc.customer);
  for (const some of byCustomer.values()) {
    const last = groups.at(-1);
    if (last && last.length + some.length <= TOGETHER) last.push(...some);
    else groups.push([...some]);
  }
  return groups;
}

const isCrash = (error: unknown): boolean => error instanceof Error && error.name === 'Crash';
const codeOf = (error: unknown): string =>
  error instanceof Error && /^[a-z]+(-[a-z]+)+$/.test(error.message)
    ? error.message
    : `bug:${error instanceof Error ? error.name : typeof error}`;
