import type { Connection } from 'mongoose';
import { whereto } from '@loopwright/workflows/contract';
import type { Plan, WalkState, Whereto } from '@loopwright/workflows/contract';
import { firstPark, goingOnAt, stayingAt } from '@loopwright/workflows/moves';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { Drawings, Published } from '../flows/plans.ts';
import type { LoopDoc, TrailDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { Deadlines } from './deadlines.ts';
import { asRead } from './settle.ts';
import type { WaitDoc } from './wait.schema.ts';

/** What became of a loop that was to be moved. `later`: what it is doing comes first; `beaten`: it went on meanwhile. */
export type Moved = 'moved' | 'stays' | 'later' | 'beaten';

/** An act under way: its message or call is finished before the loop goes elsewhere. */
const isActing = ({ what }: Pick<WaitDoc, 'what'>): boolean => what === 'again' || what === 'resume';

/** Where a loop that stands at this wait would stand in another version. */
export type Destination = Whereto | { later: true };
export function destination(place: Whereto, wait: Pick<WaitDoc, 'what'>): Destination {
  return 'goesOn' in place && isActing(wait) ? { later: true } : place;
}

/** PROTOCOL 10: takes a loop from one version to another, at a park and nowhere else. */
export class Moving {
  constructor(
    private readonly connection: Connection,
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly published: Published,
    private readonly drawings: Drawings,
    private readonly deadlines: Deadlines,
    private readonly at: FaultPoint,
  ) {}

  /** The fact: the loop's version and plan, and where it stands in it; all of it or nothing. Its walk finds it at its next look. */
  async move(loop: LoopDoc, wait: WaitDoc): Promise<Moved> {
    const { wanted } = loop;
    if (wanted === undefined || wait.state !== 'open') return 'beaten';
    const [old, fresh] = await Promise.all([loop.version, wanted].map((version) => this.drawings.drawn(`${loop.flow}/${String(version)}`)));
    if (!old || !fresh) throw new Error('content-missing');
    const place = destination(whereto(old.tree, fresh.tree, wait.step), wait);
    if ('later' in place) return 'later';
    if ('finishes' in place) return this.stay(loop, wanted);
    const plan = await this.published.plan(fresh.plan);
    const state = await this.stateIn(plan, place, loop, wait);
    const moved = await this.write(loop, wait, { version: wanted, plan: plan.$plan }, state, 'goesOn' in place);
    await this.at('M2.moved');
    return moved ? 'moved' : 'beaten';
  }

  private async stay({ _id, version }: LoopDoc, wanted: number): Promise<Moved> {
    const done = await this.db.loops.updateOne({ _id, version, wanted }, { $set: { stays: wanted }, $unset: { wanted: 1 } });
    await this.at('M2.stays');
    return done.matchedCount === 1 ? 'stays' : 'beaten';
  }

  private write(
    loop: LoopDoc,
    wait: WaitDoc,
    to: Pick<LoopDoc, 'version' | 'plan'>,
    checkpoint: WalkState,
    leaves: boolean,
  ): Promise<boolean> {
    const now = this.clock.now();
    const { _id, generation, version } = loop;
    return inTransaction(this.connection, async (session) => {
      const mine = { _id, generation, status: 'open' as const, version, wanted: to.version };
      const loops = await this.db.loops.updateOne(mine, { $set: { ...to, arriving: now }, $unset: { wanted: 1 } }, { session });
      if (loops.matchedCount === 0) return false;
      const left = leaves ? { state: 'done' as const, doneAt: now } : {};
      const here = { _id: wait._id, state: 'open' as const, ...asRead(wait) };
      const waits = await this.db.waits.updateOne(here, { $set: { plan: null, checkpoint, ...left } }, { session });
      if (waits.matchedCount === 0) throw new Beaten();
      await this.db.trail.create([entryOf(wait, version, to.version, now)], { session });
      return true;
    }).catch((error: unknown) => {
      if (error instanceof Beaten) return false;
      throw error;
    });
  }

  private async stateIn(plan: Plan, place: { stays: string } | { goesOn: string }, loop: LoopDoc, wait: WaitDoc): Promise<WalkState> {
    const before = { ...wait.checkpoint, at: wait.step };
    const state = 'stays' in place ? stayingAt(plan, before, place.stays) : goingOnAt(plan, before, place.goesOn);
    for (const [step, hand] of Object.entries(state.hands)) {
      const deadline = await this.deadlineOfHand(plan, step, loop);
      state.hands[step] = { ...hand, deadline: deadline?.getTime() ?? null };
    }
    return state;
  }

  /** Where the walk may come back to a wait, its limit counts from when it first stood there. */
  private async deadlineOfHand(plan: Plan, step: string, loop: LoopDoc): Promise<Date | null> {
    const now = plan.steps[step];
    const wanted = now && (await firstPark(now));
    const first = await this.db.waits
      .findOne({ loop: loop._id, generation: loop.generation, step }, { since: 1 })
      .sort({ park: 1 })
      .lean<Pick<WaitDoc, 'since'> | null>();
    return wanted && first ? this.deadlines.of(wanted, { loop, step, visit: 1 }, first.since) : null;
  }
}

class Beaten extends Error {}

function entryOf(wait: WaitDoc, from: number, to: number, at: Date): TrailDoc {
  const { loop, generation, step, checkpoint } = wait;
  const { sequence } = checkpoint;
  return {
    _id: `${loop}#${String(generation)}#${String(sequence)}`,
    loop,
    flow: wait.flow,
    generation,
    sequence,
    at,
    step,
    kind: 'version',
    visit: checkpoint.visits[step] ?? 1,
    exit: 'moved',
    code: String(from),
    about: String(to),
  };
}
