import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../terms/plan.ts';
import { PlanCodec } from './codec.ts';
import { PlanCache } from './plan-cache.ts';

const hash = (n: number): string => String(n).repeat(64).slice(0, 64);
const stored = (n: number): Plan => ({
  format: 1,
  flow: `f${String(n)}`,
  first: { end: 'nothing-more' },
  steps: {},
  templates: {},
  $plan: hash(n),
});

function reading(fetchPlan: (hash: string) => Promise<Plan | null>, most = 10) {
  const fetched: string[] = [];
  const plans = new PlanCache((wanted) => {
    fetched.push(wanted);
    return fetchPlan(wanted);
  }, most);
  const codec = new PlanCodec(plans);
  const through = async (value: unknown, way: 'encode' | 'decode'): Promise<unknown> => {
    const [payload] = await codec[way]([defaultPayloadConverter.toPayload(value)]);
    return defaultPayloadConverter.fromPayload(payload ?? {});
  };
  return { fetched, through };
}

describe('the plan codec', () => {
  it('sends a plan as its hash, however large it is', async () => {
    const { through, fetched } = reading(() => Promise.resolve(null));
    const { $plan, ...rest } = stored(1);
    expect(await through({ $plan, ...rest }, 'encode')).toEqual({ $plan: hash(1) });
    expect(fetched).toEqual([]);
  });

  it('reads a hash as the whole plan, its hash first, which it can send again', async () => {
    const { through } = reading(() => Promise.resolve(stored(1)));
    const plan = await through({ $plan: hash(1) }, 'decode');
    expect(plan).toEqual(stored(1));
    expect(await through(plan, 'encode')).toEqual({ $plan: hash(1) });
  });

  it('leaves everything else alone', async () => {
    const { through, fetched } = reading(() => Promise.resolve(stored(1)));
    for (const value of [{ plan: hash(1) }, { a: 1, $plan: hash(1) }, 'text', null, [{ $plan: hash(1) }]]) {
      expect(await through(value, 'decode')).toEqual(value);
      expect(await through(value, 'encode')).toEqual(value);
    }
    expect(fetched).toEqual([]);
  });

  it('leaves an answer without bytes alone', async () => {
    const codec = new PlanCodec(new PlanCache(() => Promise.resolve(null), 1));
    const empty = { metadata: {}, data: [] as unknown as Uint8Array };
    expect(await codec.decode([empty, {}])).toEqual([empty, {}]);
  });

  it('fetches a plan once for many readers, and again only when others have pushed it out', async () => {
    const { through, fetched } = reading((wanted) => Promise.resolve(stored(Number(wanted[0]))), 2);
    await Promise.all(Array.from({ length: 20 }, () => through({ $plan: hash(1) }, 'decode')));
    expect(fetched).toEqual([hash(1)]);
    for (const n of [2, 3, 1]) await through({ $plan: hash(n) }, 'decode');
    expect(fetched).toEqual([hash(1), hash(2), hash(3), hash(1)]);
  });

  it('is patient with a database that is away for a moment', async () => {
    let calls = 0;
    const { through } = reading(() => (++calls < 3 ? Promise.reject(new Error('away')) : Promise.resolve(stored(1))));
    expect(await through({ $plan: hash(1) }, 'decode')).toEqual(stored(1));
  });

  it('says which plan is missing', async () => {
    const { through } = reading(() => Promise.resolve(null));
    await expect(through({ $plan: hash(7) }, 'decode')).rejects.toThrow(`there is no plan ${hash(7)}`);
  });
});
