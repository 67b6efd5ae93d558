import { describe, expect, it } from 'vitest';
import { randomCase } from '../../test/engine/random-case.ts';
import { Dice } from '../../test/engine/dice.ts';
import { Entry } from '../terms/flow.ts';
import type { Plan } from '../terms/plan.ts';
import { backtest } from './backtest.ts';
import type { Book, PastChange, PastFeedback, PastPerson, Replay } from './backtest.ts';
import { Timeline } from './backtest-changes.ts';
import { PastGate } from './backtest-gate.ts';
import { replayPerson } from './backtest-person.ts';
import { simulate } from './simulate.ts';
import type { Happening, Outset } from './simulate.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 2, 1);
const UNTIL = T0 + 400 * DAY;

const saying = (id: string, at: number, themes: readonly string[]): PastFeedback => ({
  id,
  source: 'survey',
  brand: null,
  language: null,
  text: 'too dear',
  score: null,
  scoreKind: null,
  event: null,
  attributes: {},
  tags: themes.map((theme) => ({ theme, confirmed: true })),
  feeling: 'complaint',
  feelingConfirmed: true,
  occurredAt: new Date(at),
  receivedAt: new Date(at),
  history: true,
  demo: false,
});
const person = (id: string, more: Partial<PastPerson>): PastPerson => ({
  ...{ id, customer: { attributes: {} }, said: [], refused: {}, arm: 1, draws: {}, messages: [] },
  ...more,
});
const house = (more: Partial<Replay['house']> = {}): Replay['house'] => ({
  ...{ delayMs: 0, zone: 'UTC', cap: null, nextOpen: (_: string, now: number) => now },
  ...more,
});
/** By day from eight to twenty, in UTC. */
const byDay = (_: string, now: number): number => {
  const midnight = Math.floor(now / DAY) * DAY;
  const hour = (now - midnight) / HOUR;
  return hour < 8 ? midnight + 8 * HOUR : hour < 20 ? now : midnight + 32 * HOUR;
};

const spoken = (plan: Plan): Plan => ({
  ...plan,
  steps: Object.fromEntries(
    Object.entries(plan.steps).map(([id, step]) => [
      id,
      step.kind === 'send-message' ? { ...step, config: { template: 'told', channel: 'email', tryForMs: 14 * DAY } } : step,
    ]),
  ),
});
const outsetOf = (replay: Replay, one: PastPerson, { id, occurredAt, tags }: PastFeedback, gate: Outset['gate']): Outset => ({
  opened: occurredAt.getTime(),
  customer: one.customer,
  feedback: { source: 'survey', attributes: {}, themes: tags.map(({ theme }) => theme), occurredAt },
  zone: replay.house.zone,
  feedbackId: id,
  customerId: one.id,
  delayMs: replay.house.delayMs,
  ...(gate && { gate }),
});

/** A random flow, customer and history, as the differential test of the engine has them; of what happens only what replay knows. */
function aCase(number: number): { replay: Replay; one: PastPerson } {
  const dice = new Dice(`past-${String(number)}`);
  const random = randomCase(number);
  const { customer, feedback } = random.outset(T0);
  const changes = random
    .happenings(T0)
    .flatMap((what): PastChange[] => ('improvement' in what ? [{ at: what.at, improvement: what.improvement, epoch: 0 }] : []))
    .sort((a, b) => a.at - b.at);
  const said = Array.from({ length: 1 + dice.upTo(3) }, (_, at) =>
    saying(
      `${random.name}-${String(at)}`,
      T0 + at * (1 + dice.upTo(20)) * DAY,
      dice.chance(70) ? feedback.themes : ['pricing', 'delivery'],
    ),
  ).sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const replay: Replay = {
    entry: Entry.parse({
      again: dice.chance(50) ? 'every' : { per: 'customer-and-theme', within: 'P30D' },
      maxAge: null,
      since: '2020-01-01T00:00:00Z',
    }),
    plan: spoken(random.plan),
    demo: false,
    purposes: { told: null },
    keptUntil: () => null,
    approves: false,
    until: UNTIL,
    changes,
    house: house({ delayMs: dice.chance(50) ? 600_000 : 0, nextOpen: dice.chance(50) ? byDay : (_, now) => now }),
  };
  return { replay, one: person(random.name, { customer, said }) };
}

const happeningsOf = ({ changes }: Replay): Happening[] => changes.map(({ at, improvement }) => ({ at, improvement }));

describe('a backtest beside simulate', () => {
  it('gives for each loop of 400 random customers what simulating it alone gives, whatever else happens', async () => {
    const reached = new Map<string, number>();
    for (let number = 0; number < 400; number += 1) {
      const { replay, one } = aCase(number);
      const timeline = new Timeline(replay.changes, replay.plan);
      const { loops, joined } = await replayPerson(replay, timeline, one);
      for (const [place, loop] of loops.entries()) {
        const feedback = one.said.find(({ id }) => id === loop.outset.feedbackId);
        if (!feedback) throw new Error('a loop of nothing said');
        const next = loops[place + 1]?.outset.opened ?? Infinity;
        const again = replay.entry.again === 'every' ? [] : joined;
        if (again.length > 0 && loops.length > 1) continue;
        const joining = again.filter(({ occurredAt }) => occurredAt.getTime() < next);
        const themes = new Set(feedback.tags.map(({ theme }) => theme));
        const joins = joining.map(({ occurredAt, tags }): Happening => {
          for (const { theme } of tags) themes.add(theme);
          return { at: occurredAt.getTime(), feedback: { themes: [...themes], occurredAt } };
        });
        const gate = new PastGate(replay, timeline, one);
        const alone = await simulate(replay.plan, outsetOf(replay, one, feedback, gate), [...happeningsOf(replay), ...joins], UNTIL);
        expect(loop.trail(), loop.outset.feedbackId).toEqual(alone.trail);
        expect(loop.world.ending, loop.outset.feedbackId).toEqual(alone.ending);
        expect(loop.at).toBe(alone.state.at);
        for (const { kind, exit } of alone.trail) reached.set(`${kind} ${exit}`, (reached.get(`${kind} ${exit}`) ?? 0) + 1);
      }
    }
    expect(
      Math.min(...['verified', 'declined', 'timed-out'].map((exit) => reached.get(`wait-for-improvement ${exit}`) ?? 0)),
    ).toBeGreaterThan(50);
    expect(reached.get('send-message unwound') ?? 0).toBeGreaterThan(0);
  });
});

const pricing: Plan = {
  $plan: 'p'.repeat(64),
  format: 1,
  flow: 'f',
  first: { to: 'wait' },
  steps: {
    wait: {
      ...{ id: 'wait', kind: 'wait-for-improvement', version: 1, hand: null },
      config: { themes: 'same', atMostMs: 90 * DAY, countedFrom: 'here' },
      exits: { verified: { to: 'tell' }, declined: { end: 'nothing-more' }, 'timed-out': { to: 'end' } },
    },
    tell: {
      ...{ id: 'tell', kind: 'send-message', version: 1, hand: { wait: 'wait', as: 'verified' as const } },
      config: { template: 'told', channel: 'email', tryForMs: 14 * DAY },
      exits: { sent: { to: 'done' }, withheld: { end: 'not-told' } },
    },
    done: { ...{ id: 'done', kind: 'close-loop', version: 1, hand: null }, config: { as: 'told' }, exits: {} },
    end: { ...{ id: 'end', kind: 'stop', version: 1, hand: null }, config: { reason: 'nothing changed' }, exits: {} },
  },
  templates: {},
};
const verified = (id: string, day: number, theme = 'pricing', epoch = 0): PastChange => ({
  at: T0 + day * DAY,
  improvement: { id, state: 'verified', themes: [theme], shippedAt: new Date(T0 + day * DAY - HOUR), revision: 1 },
  epoch,
});
const replaying = (more: Partial<Replay> = {}): Replay => ({
  ...{
    entry: Entry.parse({ maxAge: null, since: '2020-01-01T00:00:00Z' }),
    plan: pricing,
    demo: false,
    purposes: { told: 'tell' as const },
  },
  ...{ until: UNTIL, changes: [verified('i1', 20)], house: house() },
  keptUntil: (arm: number) => (arm < 0.1 ? UNTIL : null),
  approves: true,
  ...more,
});
async function counted(replay: Replay, ...people: PastPerson[]): Promise<Book> {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* pages() {
    yield people;
  }
  const [book] = await backtest([replay], pages());
  if (!book) throw new Error('no book');
  return book;
}
const numbers = (book: Book): Record<string, number> => Object.fromEntries([...book.counts].map(([key, { loops }]) => [key, loops]));
const complains = (id: string, ...days: number[]): PastPerson =>
  person(id, { said: days.map((day) => saying(`${id}-${String(day)}`, T0 + day * DAY, ['pricing'])) });

describe('a backtest', () => {
  it('counts who would have entered, was told, timed out and still waits, and names the people behind', async () => {
    const book = await counted(replaying(), complains('ana', 1), complains('ben', 30), complains('cyd', 390));
    expect(numbers(book)).toMatchObject({
      entered: 3,
      told: 1,
      'timed-out': 1,
      'exit:wait:verified': 1,
      'closed:told': 1,
      'ended:stop-step': 1,
      'stands:wait': 1,
    });
    expect(book.counts.get('told')?.first).toEqual([{ customer: 'ana', feedback: 'ana-1', at: T0 + 20 * DAY }]);
    expect(book).toMatchObject({ people: 3, feedback: 3 });
  });

  it('lets more of the same join, and does not tell somebody who spoke again after it shipped', async () => {
    const joined = await counted(replaying(), complains('ana', 1, 5));
    expect(numbers(joined)).toMatchObject({ entered: 1, joined: 1, told: 1 });
    const late = await counted(replaying({ changes: [{ ...verified('i1', 20), at: T0 + 25 * DAY }] }), complains('ana', 1, 22));
    expect(numbers(late)).toMatchObject({ entered: 1, joined: 1, 'timed-out': 1 });
    expect(numbers(late)['told']).toBeUndefined();
  });

  it('tells nobody twice of one improvement, across loops and what other flows told, and anew after it was taken back', async () => {
    const every = Entry.parse({ again: 'every', maxAge: null, since: '2020-01-01T00:00:00Z' });
    expect(numbers(await counted(replaying({ entry: every }), complains('ana', 1, 2)))).toMatchObject({
      entered: 2,
      told: 2,
      'message:sent:already-told': 1,
    });
    const elsewhere = { messages: [{ at: T0 + 20 * DAY - 1, told: { improvement: 'i1', purpose: 'tell' as const } }] };
    expect(numbers(await counted(replaying(), { ...complains('ana', 1), ...elsewhere }))).toMatchObject({ 'message:sent:already-told': 1 });
    const anew = await counted(replaying({ changes: [verified('i1', 20, 'pricing', 1)] }), { ...complains('ana', 1), ...elsewhere });
    expect(anew.sentInHour.size).toBe(1);
  });

  it('keeps hours and the cap over all loops, and who has no address or is compared is not told', async () => {
    const again = Entry.parse({ again: 'every', maxAge: null, since: '2020-01-01T00:00:00Z' });
    const capped = replaying({
      entry: again,
      changes: [verified('i1', 20.9), verified('i2', 21)],
      house: house({ cap: { messages: 1, withinMs: 7 * DAY }, nextOpen: byDay }),
    });
    const two = { ...complains('ana', 1), said: [saying('one', T0, ['pricing']), saying('two', T0 + 20.95 * DAY, ['pricing'])] };
    const book = await counted(capped, two);
    const hours = [...book.sentInHour.keys()].sort();
    expect(hours.map((hour) => hour % 24)).toEqual([8, 8]);
    expect((hours[1] ?? 0) - (hours[0] ?? 0)).toBe(7 * 24);
    const nobody = await counted(
      replaying(),
      { ...complains('a', 1), refused: { email: 'no-address' } },
      { ...complains('b', 1), arm: 0.05 },
    );
    expect(numbers(nobody)).toMatchObject({
      'message:withheld:no-address': 1,
      'message:withheld:comparison-group': 1,
      'ended:not-told': 1,
      'ended:compared': 1,
    });
  });
});
