import { covers, type Condition } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { demoWorkspace } from './workspace.ts';
import type { DemoWorkspace, FeedbackBody } from './workspace-shape.ts';

// Who waits and who would be told, reckoned here from the data alone, without the product's own predicate.
type Facts = Record<string, unknown>;
interface Loop {
  flow: string;
  who: string;
  theme: string;
  first: FeedbackBody;
  spoke: number;
}
const DAY = 86_400_000;
const whoSaid = ({ customer }: FeedbackBody): string => customer.externalId ?? customer.email ?? '';
const days = (text: string | null | undefined): number => Number(/^P(\d+)D$/.exec(text ?? '')?.[1]);

function isTrue(condition: Condition | undefined, facts: Facts): boolean | undefined {
  if (!condition) return true;
  if ('not' in condition) {
    const inner = isTrue(condition.not, facts);
    return inner === undefined ? undefined : !inner;
  }
  if (!('field' in condition)) throw new Error('the demo has no such condition');
  const value = facts[condition.field];
  if ('known' in condition) return (value !== undefined) === condition.known;
  if (value === undefined) return undefined;
  if ('is' in condition) return (condition.is as unknown[]).includes(value);
  throw new Error('the demo has no such condition');
}

const factsOf = (attributes: object | undefined, said: object | undefined): Facts => ({
  ...Object.fromEntries(Object.entries(attributes ?? {}).map(([key, value]) => [`customer.attributes.${key}`, value as unknown])),
  ...Object.fromEntries(Object.entries(said ?? {}).map(([key, value]) => [`feedback.attributes.${key}`, value as unknown])),
});

function loopsOf(demo: DemoWorkspace, at: Date): Loop[] {
  const loops = new Map<string, Loop>();
  for (const { flow } of demo.flows)
    for (const one of demo.feedback)
      for (const theme of one.themes ?? []) {
        const { themes = [], feelings = [], onlyIf, maxAge } = flow.entry ?? {};
        const spoke = Date.parse(one.occurredAt ?? '');
        const wanted = themes.includes(theme) && one.feeling !== undefined && feelings.includes(one.feeling);
        if (!wanted || at.getTime() - spoke > days(maxAge) * DAY) continue;
        const key = `${flow.name}/${whoSaid(one)}/${theme}`;
        const open = loops.get(key);
        if (open) loops.set(key, { ...open, spoke });
        else if (isTrue(onlyIf, factsOf(one.customer.attributes, one.attributes)) === true)
          loops.set(key, { flow: flow.name, who: whoSaid(one), theme, first: one, spoke });
      }
  return [...loops.values()];
}

function reckon(now: Date, at = now) {
  const demo = demoWorkspace(now);
  const loops = loopsOf(demo, at);
  const waiting = loops.filter(({ theme }) => theme === 'demo-pricing');
  const [, priceFlow] = demo.flows;
  const own = waiting.filter(({ flow }) => flow === priceFlow?.flow.name);
  const prices = demo.improvements.find(({ improvement }) => improvement.id === 'demo-prices-with-tax');
  const shipped = new Date(prices?.ship?.shippedAt ?? '');
  const latest = new Map(demo.feedback.map((one) => [whoSaid(one), one.customer]));
  const attributes = (who: string): object => ({
    ...latest.get(who)?.attributes,
    ...demo.patches.find((patch) => patch.externalId === who)?.patch.attributes,
  });
  const reasons = (loop: Loop): string[] => {
    const customer = latest.get(loop.who);
    return [
      ...(customer?.consent?.email === false ? ['stopped mail'] : []),
      ...(customer?.email ? [] : ['no address']),
      ...(isTrue(prices?.improvement.scope, factsOf(attributes(loop.who), loop.first.attributes)) === true ? [] : ['on Basic']),
      ...(loop.spoke < shipped.getTime() ? [] : ['spoke after']),
      ...(waiting.some((other) => other.who === loop.who && other.flow !== loop.flow) ? ['other flow'] : []),
    ];
  };
  const byProduct = own.filter((loop) =>
    covers(
      { id: 'x', state: 'verified', themes: ['demo-pricing'], scope: prices?.improvement.scope, shippedAt: shipped },
      { attributes: { ...attributes(loop.who) } },
      { themes: [loop.theme], occurredAt: new Date(loop.spoke), attributes: { ...loop.first.attributes } },
      at,
    ),
  );
  return { demo, loops, waiting, own, shipped, reasons, byProduct, latest };
}

const week = Array.from({ length: 7 * 24 }, (_, hour) => Date.UTC(2026, 4, 18, hour, 59, 59, 999));
const MOMENTS = [
  ...week,
  ...['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map(Date.parse),
  ...['2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2026-04-04T16:00:00Z', '2026-10-03T16:30:00Z'].map(Date.parse),
  ...['2028-02-29T12:00:00Z', '2028-02-29T23:59:59Z', '2028-03-01T00:00:00Z', '2027-03-01T00:00:00Z'].map(Date.parse),
  ...['2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00Z', '2029-01-02T10:30:00Z', '2026-07-14T23:00:00+02:00'].map(Date.parse),
  ...['2026-05-19T10:59:59.999Z', '2026-05-19T11:00:00.000Z', '2026-05-19T11:00:00.001Z', '2026-05-19T09:00:00Z'].map(Date.parse),
].map((at) => new Date(at));

const reckoned = new Map(MOMENTS.map((now) => [now, reckon(now)]));
const BECAUSE = ['no address', 'on Basic', 'other flow', 'spoke after', 'stopped mail', 'stopped mail'];

/** The moments at which something does not hold; a test that fails names them. */
const exceptWhere = (holds: (at: ReturnType<typeof reckon>, now: Date) => boolean): string[] =>
  [...reckoned].filter(([now, at]) => !holds(at, now)).map(([now]) => now.toISOString());

describe('prices without tax, at any hour, change of clocks, leap day or new year', () => {
  it('37 people wait for it, a loop each', () => {
    expect(exceptWhere(({ own }) => own.length === 37 && new Set(own.map(({ who }) => who)).size === 37)).toEqual([]);
  });

  it('31 of them would be told, and six not, each for one reason', () => {
    expect(exceptWhere(({ own, reasons }) => own.filter((loop) => reasons(loop).length === 0).length === 31)).toEqual([]);
    expect(exceptWhere(({ own, reasons }) => own.flatMap(reasons).sort().join() === BECAUSE.join())).toEqual([]);
    expect(exceptWhere(({ own, reasons }) => own.every((loop) => reasons(loop).length < 2))).toEqual([]);
  });

  it('nobody else waits for it; one of them waits in a second flow', () => {
    const elsewhere = ({ waiting, own }: ReturnType<typeof reckon>): string[] =>
      waiting.filter((loop) => !own.includes(loop)).map(({ who }) => who);
    expect(exceptWhere((at) => elsewhere(at).join() === at.demo.cast.inTwoFlows)).toEqual([]);
  });

  it('shipped on a Tuesday, an hour ago at least and eight days at most', () => {
    const since = (now: Date, shipped: Date): number => (now.getTime() - shipped.getTime()) / DAY;
    expect(exceptWhere(({ shipped }) => shipped.getUTCDay() === 2)).toEqual([]);
    expect(exceptWhere(({ shipped }, now) => since(now, shipped) >= 1 / 24 && since(now, shipped) < 8)).toEqual([]);
  });

  it('loading may take two hours and lets the same people in', () => {
    const late = (now: Date): Loop[] => loopsOf(demoWorkspace(now), new Date(now.getTime() + DAY / 12));
    expect(exceptWhere(({ loops }, now) => JSON.stringify(late(now)) === JSON.stringify(loops))).toEqual([]);
  });

  it('the cast names those who are not told, and Priya is the one on Basic', () => {
    const { own, reasons, demo, latest } = reckon(new Date('2026-05-21T13:37:00Z'));
    const because = (reason: string): string[] => own.filter((loop) => reasons(loop).includes(reason)).map(({ who }) => who);
    expect(because('stopped mail').sort()).toEqual(demo.cast.stoppedMail);
    expect(because('no address')).toEqual([demo.cast.noAddress]);
    expect(because('on Basic')).toEqual([demo.cast.movedToBasic]);
    expect(because('spoke after')).toEqual([demo.cast.spokeAfter]);
    expect(because('other flow')).toEqual([demo.cast.inTwoFlows]);
    expect(latest.get(demo.cast.movedToBasic)?.name).toMatch(/^Priya /);
  });

  it('the predicate of the product covers the 35 who spoke before and are not on Basic', () => {
    const { own, reasons, byProduct } = reckon(new Date('2026-05-21T13:37:00Z'));
    expect(byProduct).toEqual(own.filter((loop) => !reasons(loop).some((reason) => ['on Basic', 'spoke after'].includes(reason))));
    expect(byProduct).toHaveLength(35);
  });
});

describe('the rest of the demo, at the same moments', () => {
  it('54 wait for the app and 28 for deliveries', () => {
    const count = ({ loops }: ReturnType<typeof reckon>, theme: string): number => loops.filter((loop) => loop.theme === theme).length;
    expect(exceptWhere((at) => count(at, 'demo-app-faults') === 54 && count(at, 'demo-delivery') === 28)).toEqual([]);
  });

  it('the improvement that is verified at loading covers nobody who waits', () => {
    const tooLate = ({ demo, loops }: ReturnType<typeof reckon>): boolean =>
      demo.improvements
        .filter(({ verify }) => verify)
        .every(({ improvement, ship }) =>
          loops.every(({ theme, spoke }) => !improvement.themes.includes(theme) || spoke >= Date.parse(ship?.shippedAt ?? '')),
        );
    expect(exceptWhere(tooLate)).toEqual([]);
  });

  it('nothing was said in the future, and the earliest comes first', () => {
    const said = ({ demo }: ReturnType<typeof reckon>): number[] => demo.feedback.map(({ occurredAt }) => Date.parse(occurredAt ?? ''));
    expect(exceptWhere((at, now) => said(at).every((spoke) => spoke < now.getTime()))).toEqual([]);
    expect(exceptWhere((at) => said(at).every((spoke, place, all) => spoke >= (all[place - 1] ?? 0)))).toEqual([]);
  });
});
