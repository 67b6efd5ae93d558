import { compile, Entry, Flow } from '@loopwright/workflows/contract';
import type { Plan } from '@loopwright/workflows/contract';
import type { PastChange, PastPerson, Replay } from '@loopwright/workflows/backtest';
import { flowWorld } from '../../builders/flow-world.ts';
import { pricingFlow } from '../../builders/town.ts';

const DAY = 86_400_000;
const FROM = Date.UTC(2026, 0, 1);
const DAYS = 180;
const THEMES = ['pricing', 'billing', 'delivery', 'app.faults'];

const sixSteps = pricingFlow({ entry: { themes: ['pricing', 'billing'], feelings: ['complaint'] } });

function planned(): Plan {
  const compiled = compile(Flow.parse(sixSteps), flowWorld(), 'bench');
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  return compiled.plan;
}

/** Twenty improvements to each theme over the time, some of them declined, some taken back later. */
function changes(): PastChange[] {
  const all = THEMES.flatMap((theme, at) =>
    Array.from({ length: 20 }, (_, number): PastChange[] => {
      const id = `${theme}-${String(number)}`;
      const verified = FROM + ((number * 9 + at * 2) % DAYS) * DAY + 9 * 3_600_000;
      const shippedAt = new Date(verified - 2 * DAY);
      const state = number % 7 === 3 ? ('declined' as const) : ('verified' as const);
      const improvement = { id, state, themes: [theme], shippedAt, declinedAt: state === 'declined' ? shippedAt : null, revision: 1 };
      const back = { at: verified + 5 * DAY, improvement: { ...improvement, state: 'retracted' as const, revision: 2 }, epoch: 1 };
      return [{ at: verified, improvement, epoch: 0 }, ...(number % 9 === 5 ? [back] : [])];
    }).flat(),
  );
  return all.sort((a, b) => a.at - b.at);
}

export const replay = (nextOpen: Replay['house']['nextOpen']): Replay => ({
  entry: Entry.parse(sixSteps.entry),
  plan: planned(),
  demo: false,
  purposes: { 'you-asked-we-changed': 'tell', 'not-this-one': 'decision' },
  keptUntil: () => null,
  approves: true,
  until: FROM + 2 * DAYS * DAY,
  changes: changes(),
  house: { delayMs: 600_000, zone: 'Europe/Berlin', cap: { messages: 1, withinMs: 7 * DAY }, nextOpen },
});

/** One in four said two things, one in twenty five. All of it lets somebody in but one in five. */
export function* people(feedback: number): Generator<PastPerson[]> {
  let made = 0;
  let page: PastPerson[] = [];
  for (let number = 0; made < feedback; number += 1) {
    const several = number % 20 === 0 ? 5 : number % 4 === 0 ? 2 : 1;
    page.push(person(number, Math.min(several, feedback - made)));
    made += several;
    if (page.length < 500) continue;
    yield page;
    page = [];
  }
  yield page;
}

function person(number: number, several: number): PastPerson {
  const id = `customer-${String(number)}`;
  const said = Array.from({ length: several }, (_, at) => ({
    id: `feedback-${String(number)}-${String(at)}`,
    source: 'survey',
    brand: null,
    language: 'en',
    text: 'Prices without tax are a trap.',
    score: null,
    scoreKind: null,
    event: null,
    attributes: {},
    tags: [{ theme: THEMES[(number + at) % 5 === 4 ? 2 : (number + at) % 2] ?? '', confirmed: true }],
    feeling: 'complaint' as const,
    feelingConfirmed: true,
    occurredAt: new Date(FROM + ((number * 7 + at * 29) % DAYS) * DAY + (number % 86_400) * 1000),
    receivedAt: new Date(FROM),
    history: false,
    demo: false,
  })).sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const customer = {
    attributes: { plan: number % 3 === 0 ? 'pro' : 'basic' },
    timeZone: number % 2 === 0 ? 'Europe/Berlin' : 'America/New_York',
  };
  return { id, customer, said, refused: number % 25 === 7 ? { email: 'no-address' } : {}, arm: 1, draws: {}, messages: [] };
}
