import { isDeepStrictEqual } from 'node:util';
import type { Asked, Carried, ParkResult, WaitOutcome } from '@loopwright/workflows/ports';
import { giveUpAsking } from '../approvals/answer.ts';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import { factsOf } from '../loops/facts.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { isSendingPaused, openLoop } from '../loops/standing.ts';
import { recordTrail } from '../loops/trail.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { nextScore } from './next-score.ts';
import { answered, isAsked } from './answered.ts';
import { decidedAbout, eligibleAmong } from './eligible.ts';
import type { WaitDoc } from './wait.schema.ts';

/** W3: decides from Mongo alone what a wait has come to. Only this sets `done`; asking again gives the same. */
export class Settling {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly at: FaultPoint,
  ) {}

  async settle(call: Carried & { wait: string }): Promise<ParkResult> {
    await recordTrail(this.db, call);
    const wait = await this.db.waits.findById(call.wait).lean<WaitDoc | null>();
    if (!wait) throw new Error('wait-missing');
    return this.look(wait);
  }

  async look(wait: WaitDoc): Promise<ParkResult> {
    if (wait.outcome) return { state: 'done', outcome: wait.outcome };
    const moved = wait.plan === null;
    const loop = wait.state === 'done' && !moved ? null : await openLoop(this.db, wait);
    if (!loop) return { state: 'over' };
    if (moved) return { state: 'moved', plan: loop.plan, at: wait.checkpoint };
    const outcome = await this.decide(wait, loop);
    if ('until' in outcome) return { state: 'open', until: outcome.until };
    await this.at('W3.decided');
    const done = { state: 'done' as const, outcome, doneAt: this.clock.now() };
    const settled = await this.db.waits
      .findOneAndUpdate({ _id: wait._id, state: 'open', ...asRead(wait) }, { $set: done }, { returnDocument: 'after' })
      .lean<WaitDoc | null>();
    await this.at('W3.done');
    const stored = settled ?? (await this.db.waits.findById(wait._id).lean<WaitDoc | null>());
    if (stored && stored.plan !== wait.plan) return this.look(stored);
    return stored?.outcome ? { state: 'done', outcome: stored.outcome } : { state: 'over' };
  }

  private async decide(wait: WaitDoc, loop: LoopDoc): Promise<WaitOutcome | { until: number | null }> {
    if (wait.what === 'improvement') return this.improvement(wait, loop);
    if (wait.what === 'time') return this.time(wait);
    if (wait.what === 'score') return (await nextScore(this.db, wait, loop)) ?? this.past(wait, 'timed-out');
    if (isAsked(wait.what)) return this.asked(wait, wait.what);
    return wait.what === 'again' ? this.again(wait) : this.resume(wait);
  }

  private async improvement(wait: WaitDoc, loop: LoopDoc): Promise<WaitOutcome | { until: number | null }> {
    const themes = await this.themes(wait, loop.themes);
    const found = await decidedAbout(this.db, themes);
    if (found.length === 0) return this.past(wait, 'timed-out');
    const facts = await factsOf(this.db, loop);
    if (!facts) throw new Error('loop-facts-missing');
    const eligible = eligibleAmong(found, facts, themes, this.clock.now());
    const deadline = wait.deadline?.getTime() ?? null;
    if (eligible?.exit === 'held') {
      if (wait.heldFor !== eligible.improvement._id)
        await this.db.waits.updateOne({ _id: wait._id, state: 'open' }, { $set: { heldFor: eligible.improvement._id } });
      return { until: null };
    }
    if (eligible) return { exit: eligible.exit, improvement: eligible.improvement._id, revision: eligible.improvement.revision, deadline };
    return this.past(wait, 'timed-out');
  }

  /** Tags may have changed between the reading of the loop and the writing of the wait. */
  private async themes(wait: WaitDoc, ofLoop: string[]): Promise<string[]> {
    if (!wait.sameThemes || isDeepStrictEqual(wait.themes, ofLoop)) return wait.themes;
    const keys = ofLoop.map((theme) => `theme:${theme}`);
    await this.db.waits.updateOne({ _id: wait._id, state: 'open' }, { $set: { themes: ofLoop, keys } });
    return ofLoop;
  }

  private async asked(wait: WaitDoc, what: Asked): Promise<WaitOutcome | { until: number | null }> {
    if (!wait.about) throw new Error('wait-about-nothing');
    const said = await answered(this.db, this.clock, what, wait.about);
    if (said) return said;
    const past = await this.past(wait, 'timed-out');
    if ('until' in past || what !== 'approval' || (await giveUpAsking(this.db, wait.about))) return past;
    return this.asked(wait, what);
  }

  private time(wait: WaitDoc): Promise<WaitOutcome | { until: number | null }> {
    return this.past(wait, 'elapsed');
  }

  /** Past its deadline, unless sending is paused: then nothing runs out. */
  private async past(wait: WaitDoc, exit: 'timed-out' | 'elapsed'): Promise<WaitOutcome | { until: number | null }> {
    if (wait.deadline === null) return { until: null };
    if (wait.deadline > this.clock.now()) return { until: wait.deadline.getTime() };
    return (await isSendingPaused(this.db, wait.flow)) ? { until: null } : { exit };
  }

  private async again(wait: WaitDoc): Promise<WaitOutcome | { until: number | null }> {
    if (wait.deadline && wait.deadline <= this.clock.now()) return { exit: 'go-on' };
    const key = wait.keys.find((one) => one.startsWith('message:'));
    const message = key ? await this.db.messages.findById(key.slice('message:'.length)).lean<MessageDoc | null>() : null;
    const stirs = message && message.state !== 'held' && !(message.state === 'scheduled' && message.notBefore > this.clock.now());
    if (stirs && message.state !== 'sending') return { exit: 'go-on' };
    // Approved meanwhile, it leaves before the time at which the wait for a look would be given up.
    const leaves = message?.state === 'scheduled' ? message.notBefore : null;
    const next = [wait.deadline, leaves].filter((at) => at !== null).map((at) => at.getTime());
    return { until: next.length > 0 ? Math.min(...next) : null };
  }

  private async resume(wait: WaitDoc): Promise<WaitOutcome | { until: number | null }> {
    return (await isSendingPaused(this.db, wait.flow)) ? { until: null } : { exit: 'go-on' };
  }
}

/** The row as long as its loop was not moved since; rows of earlier editions name no plan. */
export const asRead = ({ plan }: Pick<WaitDoc, 'plan'>): { plan: string | null | { $exists: false } } => ({
  plan: plan === undefined ? { $exists: false } : plan,
});
