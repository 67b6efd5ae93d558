import type { ActCall, ActResult } from '../ports.ts';
import { coverage, decides } from '../terms/covers.ts';
import type { SimulatedMessage, World } from './world.ts';
import { feedbackAt } from './world-waits.ts';

const SOON_MS = 1_000;

/** Tells as the ledger does: a look where one is wanted, then the delay, then everything read again as it leaves. */
export async function tell(world: World, call: ActCall): Promise<ActResult> {
  const now = await world.clock();
  const message = prepared(world, call, now);
  if (message.result) return message.result;
  if (message.staleAfter !== null && now > message.staleAfter) return settled(message, now, { exit: 'withheld', code: 'stale' });
  if (message.look === 'wanted') return { later: { message: message.id, until: message.staleAfter && message.staleAfter + SOON_MS } };
  if (message.look === 'stopped')
    return settled(message, now, { exit: 'withheld', code: message.unanswered ? 'stale' : 'stopped-by-a-person' });
  if (now < message.notBefore) return { later: { message: null, until: message.notBefore } };
  const refused = world.gate?.refuses(message, now);
  if (refused) return settled(message, now, { exit: 'withheld', code: refused });
  const gone = noLongerTrue(world, call, now);
  if (gone) return { unwind: true, code: gone };
  if (!world.gate) return settled(message, now, outcome(world, call));
  const leaving = await world.gate.judge(message, now, world.trail);
  if ('exit' in leaving) return settled(message, now, leaving);
  message.notBefore = leaving.later;
  return { later: { message: null, until: leaving.later } };
}

function prepared(world: World, call: ActCall, now: number): SimulatedMessage {
  const id = `${call.step}#${String(call.visit)}`;
  const known = world.messages.get(id);
  if (known) return known.asked ? Object.assign(known, { asked: false, call, staleAfter: staleAfterOf(world, call, now) }) : known;
  const before = world.messages.get(`${call.step}#${String(call.visit - 1)}`);
  // Its last visit was to be approved and was not: no answer is not a yes.
  const look = before?.asked && before.look === 'stopped' ? 'stopped' : world.held ? 'wanted' : 'approved';
  const staleAfter = staleAfterOf(world, call, now);
  const message: SimulatedMessage = { id, call, look, notBefore: now + (world.delayMs ?? 0), staleAfter, result: null, at: now };
  world.messages.set(id, message);
  return message;
}

const staleAfterOf = ({ gate }: World, { config: { tryForMs } }: ActCall, now: number): number | null =>
  gate && typeof tryForMs === 'number' ? now + tryForMs : null;

function settled(message: SimulatedMessage, at: number, result: { exit: string; code?: string }): ActResult {
  message.result = { ...result, about: message.id };
  message.at = at;
  return message.result;
}

function noLongerTrue(world: World, { hand }: ActCall, now: number): string | null {
  if (!hand) return null;
  const improvement = world.known.get(hand.improvement);
  if (!improvement) return 'retracted';
  const said = feedbackAt(world, hand.wait);
  if (hand.as === 'declined') return decides(improvement, world.customer, said) ? null : 'no-longer-covered';
  const verdict = coverage(improvement, world.customer, said, new Date(now));
  return verdict.covers ? null : verdict.why;
}

function outcome(world: World, call: ActCall): { exit: string; code?: string } {
  const { hand } = call;
  if (hand && alreadyTold(world, hand.improvement)) return { exit: 'sent', code: 'already-told' };
  if (hand && world.compared) return { exit: 'withheld', code: 'comparison-group' };
  return world.answers?.[call.step] ?? { exit: 'sent' };
}

const alreadyTold = (world: World, improvement: string): boolean =>
  [...world.messages.values()].some(({ call, result }) => call.hand?.improvement === improvement && result?.exit === 'sent');
