import { deadlineOf } from '../engine/deadline.ts';
import type { ParkCall, ParkResult, Ports, WaitOutcome } from '../ports.ts';
import { nextWeekday } from '../steps/wait/next-weekday.ts';
import { covers, decides, preferred } from '../terms/covers.ts';
import type { Said } from '../terms/covers.ts';
import type { KnownImprovement, WaitRow, World } from './world.ts';
import { answerTo, isAnswered } from './world-answers.ts';
import { keep } from './world-trail.ts';

/** Waits as the protocol keeps them: facts before deadlines, nothing runs out while paused, an outcome stands once stored. */
export function worldWaits(world: World): Ports['waits'] {
  return {
    async park(call) {
      keep(world, call);
      const now = await world.clock();
      const row = world.waits.get(call.wait) ?? {
        step: call.step,
        visit: call.visit,
        for: call.for,
        since: now,
        until: untilOf(world, call, now),
        outcome: null,
      };
      world.waits.set(call.wait, row);
      return look(world, row, now, { mayRunOut: false });
    },
    async settle(call) {
      keep(world, call);
      const row = world.waits.get(call.wait);
      if (!row) throw new Error(`no wait ${call.wait}`);
      return look(world, row, await world.clock(), { mayRunOut: true });
    },
  };
}

/** What was said, as seen by a wait: its own themes where it names some. */
export function feedbackAt(world: World, wait: string): Said {
  const row = [...world.waits.values()].find((one) => one.step === wait && one.for.what === 'improvement');
  const themes = row?.for.what === 'improvement' ? row.for.themes : 'same';
  return themes === 'same' ? world.feedback : { ...world.feedback, themes };
}

function untilOf(world: World, call: ParkCall, now: number): number | null {
  const seed = `${world.feedbackId}#${call.step}#${String(call.visit)}`;
  const waiting = call.for;
  if (waiting.what === 'resume') return null;
  if (waiting.what === 'again') return waiting.until;
  if (waiting.what === 'improvement') {
    if (waiting.deadline !== undefined) return waiting.deadline;
    const from = waiting.countedFrom === 'spoke' ? world.spokeFirst : now;
    return waiting.atMostMs === null ? null : deadlineOf({ from, limitMs: waiting.atMostMs, seed });
  }
  if (waiting.what !== 'time') return deadlineOf({ from: now, limitMs: waiting.atMostMs, seed });
  const { rule } = waiting;
  const zone = world.customer.timeZone ?? world.zone ?? 'UTC';
  const limitMs = 'forMs' in rule ? rule.forMs : nextWeekday(rule, now, zone) - now;
  return deadlineOf({ from: now, limitMs, seed });
}

function look(world: World, row: WaitRow, now: number, { mayRunOut }: { mayRunOut: boolean }): ParkResult {
  if (world.over) return { state: 'over' };
  const { outcome, held } = row.outcome ? { outcome: row.outcome, held: false } : outcomeOf(world, row, now, mayRunOut);
  row.outcome = outcome;
  if (outcome) return { state: 'done', outcome };
  return { state: 'open', until: held || world.paused ? null : row.until };
}

function outcomeOf(world: World, row: WaitRow, now: number, mayRunOut: boolean): { outcome: WaitOutcome | null; held: boolean } {
  const passed = row.until !== null && now >= row.until;
  if (row.for.what === 'improvement') return improvementFor(world, row, now, passed && mayRunOut && !world.paused);
  if (row.for.what === 'time') return { outcome: passed && !world.paused ? { exit: 'elapsed' } : null, held: false };
  if (isAnswered(row.for)) return { outcome: answerTo(world, row, passed && mayRunOut && !world.paused), held: false };
  const goOn = row.for.what === 'again' ? passed || answered(world, row.for.message) : !world.paused;
  return { outcome: goOn ? { exit: 'go-on' } : null, held: false };
}

function answered(world: World, id: string | null): boolean {
  const message = id === null ? undefined : world.messages.get(id);
  return message !== undefined && message.look !== 'wanted';
}

function improvementFor(world: World, row: WaitRow, now: number, runsOut: boolean): { outcome: WaitOutcome | null; held: boolean } {
  const said = feedbackAt(world, row.step);
  const all = [...world.known.values()];
  const verified = all.filter((one) => covers(one, world.customer, said, new Date(now)));
  const free = preferred(verified.filter((one) => !world.pausedReleases.has(one.id)));
  const decision = preferred(all.filter((one) => decides(one, world.customer, said)));
  if (free) return { outcome: won('verified', free, row), held: false };
  if (verified.length > 0) return { outcome: null, held: true };
  if (decision) return { outcome: won('declined', decision, row), held: false };
  return { outcome: runsOut ? { exit: 'timed-out' } : null, held: false };
}

const won = (exit: 'verified' | 'declined', { id, revision }: KnownImprovement, row: WaitRow): WaitOutcome => ({
  exit,
  improvement: id,
  revision,
  deadline: row.until,
});
