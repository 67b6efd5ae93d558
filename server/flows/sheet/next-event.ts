import { whereto } from '@loopwright/workflows/contract';
import type { Plan } from '@loopwright/workflows/contract';
import { firstPark } from '@loopwright/workflows/moves';
import type { ParkCall } from '@loopwright/workflows/ports';
import type { LoopFacts } from '../../loops/facts.ts';
import type { LoopDoc } from '../../loops/loop.schema.ts';
import type { Models } from '../../storage/models.ts';
import type { MessageDoc } from '../../telling/message.schema.ts';
import type { Deadlines } from '../../waiting/deadlines.ts';
import { decidedAbout, eligibleAmong } from '../../waiting/eligible.ts';
import { destination } from '../../waiting/moving.ts';
import type { WaitDoc } from '../../waiting/wait.schema.ts';
import type { Drawn } from '../plans.ts';

/** What somebody who is part-way sees next. `at: null` = nothing is due. Instants that have passed mean: at once. */
export interface NextEvent {
  what: 'passes-limit' | 'wait-ends' | 'waits' | 'freed' | 'message-goes' | 'look-ends' | 'tries-again' | 'goes-on' | 'held' | 'ends';
  step: string;
  exit: string | null;
  at: Date | null;
  /** It happens in the version they are in: their step stands elsewhere in the new one, or they finish sending first. */
  asBefore?: 'finishes' | 'first';
}

export interface Stander {
  loop: LoopDoc;
  wait: WaitDoc;
  facts: LoopFacts | null;
  message: MessageDoc | null;
}

/** The version people would be moved to, which may not be published yet. */
export interface Ahead {
  tree: Drawn['tree'];
  plan: Plan;
}

/** Says of one person what happens next in their own version, and what would happen in another. */
export class NextEvents {
  constructor(
    private readonly db: Models,
    private readonly deadlines: Deadlines,
    private readonly now: Date,
    private readonly paused: boolean,
  ) {}

  finish({ wait, message }: Stander): NextEvent {
    const { step } = wait;
    if (wait.what === 'resume' || (this.paused && wait.what !== 'again')) return { what: 'held', step, exit: null, at: null };
    if (wait.what === 'again') return acting(step, message, wait.deadline);
    return limit(wait.what, step, wait.deadline);
  }

  async move(one: Stander, before: Drawn, { tree, plan }: Ahead): Promise<NextEvent> {
    const { wait } = one;
    const place = destination(whereto(before.tree, tree, wait.step), wait);
    if ('later' in place) return { ...this.finish(one), asBefore: 'first' };
    if ('finishes' in place) return { ...this.finish(one), asBefore: 'finishes' };
    if ('goesOn' in place) return { what: 'goes-on', step: place.goesOn, exit: null, at: this.now };
    if (this.paused || wait.what === 'again' || wait.what === 'resume') return this.finish(one);
    const now = plan.steps[wait.step];
    const wanted = now ? await firstPark(now) : null;
    // Whoever was asked to approve has until then, whatever the new limit.
    if (!wanted || wanted.what === 'approval') return this.finish(one);
    const freed = await this.freed(one, wanted);
    if (freed) return { what: 'freed', step: wait.step, exit: freed, at: this.now };
    return limit(wanted.what, wait.step, await this.deadline(one, wanted));
  }

  stop({ wait }: Stander): NextEvent {
    return { what: 'ends', step: wait.step, exit: null, at: this.now };
  }

  /** Counted from when they came to the step first, as moving does it. */
  private async deadline({ loop, wait }: Stander, wanted: ParkCall['for']): Promise<Date | null> {
    const kept = Object.hasOwn(wait.checkpoint.hands, wait.step);
    const first = kept ? await this.firstStood(wait) : { since: wait.since, visit: wait.checkpoint.visits[wait.step] ?? 1 };
    return this.deadlines.of(wanted, { loop, step: wait.step, visit: first.visit }, first.since);
  }

  private async firstStood({ loop, generation, step, since }: WaitDoc): Promise<{ since: Date; visit: number }> {
    const first = await this.db.waits
      .findOne({ loop, generation, step }, { since: 1 })
      .sort({ park: 1 })
      .lean<Pick<WaitDoc, 'since'> | null>();
    return { since: first?.since ?? since, visit: 1 };
  }

  /** Other themes may find what was decided about them long ago. */
  private async freed({ wait, facts }: Stander, wanted: ParkCall['for']): Promise<'verified' | 'declined' | null> {
    if (wanted.what !== 'improvement' || wanted.themes === 'same' || !facts) return null;
    if (wanted.themes.every((theme) => wait.themes.includes(theme))) return null;
    const found = eligibleAmong(await decidedAbout(this.db, wanted.themes), facts, wanted.themes, this.now);
    return found && found.exit !== 'held' ? found.exit : null;
  }
}

function limit(what: string, step: string, at: Date | null): NextEvent {
  if (at === null) return { what: 'waits', step, exit: null, at };
  if (what === 'time') return { what: 'wait-ends', step, exit: 'next', at };
  return { what: 'passes-limit', step, exit: what === 'task' ? 'not-done' : 'timed-out', at };
}

function acting(step: string, message: MessageDoc | null, until: Date | null): NextEvent {
  if (message?.state === 'held') return { what: 'look-ends', step, exit: 'withheld', at: message.staleAfter };
  if (message?.state === 'scheduled') return { what: 'message-goes', step, exit: 'sent', at: message.notBefore };
  return { what: 'tries-again', step, exit: null, at: until };
}
