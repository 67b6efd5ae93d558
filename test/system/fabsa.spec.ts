import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flowFor } from '../faults/people.ts';
import { asLine, firstReviews, hasFabsa } from './fabsa.ts';
import type { Spoken } from './fabsa.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

const ROWS = 2_000;
const now = Date.now();
const shippedAt = new Date(now - 5 * 86_400_000);
/** The second and the third share a theme: whoever complains of it waits in both, and is told once. */
const FLOWS = {
  'Access and price': ['account-management.account-access', 'value.price-value-for-money'],
  Staff: ['staff-support.attitude-of-staff', 'staff-support.phone'],
  Support: ['staff-support.phone', 'staff-support.email', 'logistics-rides.speed'],
};
const IMPROVED = ['staff-support.phone', 'logistics-rides.speed', 'value.price-value-for-money'];

interface SeenLoop {
  id: string;
  customerId: string;
  feedbackId: string;
  themes: string[];
  status: string;
}

const sorted = (all: Iterable<string>): string[] => [...all].sort();

describe.skipIf(!hasFabsa)('two thousand real reviews', () => {
  let product: Product;
  let spoken: Spoken[];
  const flows = new Map<string, string>();
  /** Our ids by theirs. */
  const saidBy = new Map<string, Spoken>();
  beforeAll(async () => {
    spoken = await firstReviews(ROWS, now);
    product = await startProduct();
    const { deployment } = product;
    for (const key of new Set(spoken.flatMap(({ themes }) => themes))) await deployment.done('POST', '/api/themes', { key, name: key });
    for (const [name, themes] of Object.entries(FLOWS)) {
      const { id } = await deployment.done<{ id: string }>('POST', '/api/flows', flowFor(name, themes));
      await deployment.done('POST', `/api/flows/${id}/publish`, { revision: 1, hold: false });
      flows.set(name, id);
    }
  });
  afterAll(() => product.stop());

  const loopsOf = (flow: string): Promise<SeenLoop[]> => product.deployment.all<SeenLoop>(`/api/loops?flow=${flows.get(flow) ?? ''}`);
  const allLoops = async (): Promise<SeenLoop[]> => (await Promise.all([...flows.keys()].map(loopsOf))).flat();
  /** Who enters a flow, by what they said: a complaint about any of its themes. */
  const entering = (themes: readonly string[]): Spoken[] =>
    spoken.filter((one) => one.feeling === 'complaint' && one.themes.some((theme) => themes.includes(theme)));

  it('come in line by line, none rejected, and again they are all duplicates', async () => {
    const { deployment } = product;
    const lines = spoken.map(asLine).join('');
    expect(await deployment.done('POST', '/api/feedback', lines)).toMatchObject({ accepted: ROWS, duplicates: 0, rejectedCount: 0 });
    expect(await deployment.done('POST', '/api/feedback', lines)).toMatchObject({ accepted: 0, duplicates: ROWS });
  }, 120_000);

  it('let into each flow exactly those who complained of its themes, and they wait', async () => {
    const { deployment } = product;
    const expected = Object.values(FLOWS).reduce((sum, themes) => sum + entering(themes).length, 0);
    const waiting = async (): Promise<boolean> => {
      const feedback = await deployment.all<{ stage: string }>('/api/feedback');
      const loops = await deployment.all<{ status: string; at: object | null }>('/api/loops?status=open');
      return feedback.every(({ stage }) => stage !== 'received') && loops.filter(({ at }) => at).length === expected;
    };
    await deployment.eventually(`${String(expected)} loops wait`, waiting, 240_000, 1_000);
    const theirs = new Map(spoken.map((one) => [one.externalId, one]));
    for (const { id, externalId } of await deployment.all<{ id: string; externalId: string }>('/api/feedback')) {
      const one = theirs.get(externalId);
      if (one) saidBy.set(id, one);
    }
    for (const [name, themes] of Object.entries(FLOWS)) {
      const inside = (await loopsOf(name)).map(({ feedbackId }) => saidBy.get(feedbackId)?.customer ?? '');
      expect({ name, inside: sorted(inside) }).toEqual({ name, inside: sorted(entering(themes).map(({ customer }) => customer)) });
    }
  }, 300_000);

  it('free, by one improvement for the north on Pro or Enterprise, exactly those it is true for, and tell each once', async () => {
    const { deployment, mail } = product;
    const before = await allLoops();
    const covered = (flow: readonly string[]): Spoken[] =>
      entering(flow).filter(
        (one) =>
          one.themes.some((theme) => flow.includes(theme) && IMPROVED.includes(theme)) &&
          one.occurredAt < shippedAt &&
          one.region === 'north' &&
          one.plan !== 'basic',
      );
    const freed = Object.values(FLOWS).flatMap(covered);
    const told = new Set(freed.flatMap(({ email }) => email ?? []));
    expect(freed.length).toBeGreaterThan(told.size);
    expect(told.size).toBeGreaterThan(10);

    const north = { field: 'customer.attributes.region', is: ['north'] };
    const scope = { all: [north, { not: { field: 'customer.attributes.plan', is: ['basic'] } }] };
    const words = { title: 'several things at once', change: 'somebody answers the phone by day and by night' };
    await deployment.done('POST', '/api/improvements', { id: 'several', themes: IMPROVED, ...words });
    await deployment.done('POST', '/api/improvements/several/ship', { shippedAt: shippedAt.toISOString() });
    await deployment.done('POST', '/api/improvements/several/verify', { evidence: 'We called at night.', scope });
    const isDone = async (): Promise<boolean> =>
      (await deployment.done<{ state: string }>('GET', '/api/improvements/several/release')).state === 'done' &&
      (await allLoops()).filter(({ status }) => status !== 'open').length >= freed.length;
    await deployment.eventually('all freed are answered', isDone, 120_000, 500);

    expect(sorted(mail.received.flatMap(({ to }) => to))).toEqual(sorted(told));
    const over = (await allLoops()).filter(({ status }) => status !== 'open');
    expect(sorted(over.map(({ feedbackId }) => saidBy.get(feedbackId)?.customer ?? ''))).toEqual(
      sorted(freed.map(({ customer }) => customer)),
    );
    const closed = over.filter(({ status }) => status === 'closed');
    expect(closed).toHaveLength(freed.filter(({ email }) => email !== null).length);
    expect(before).toHaveLength((await allLoops()).length);
  }, 240_000);
});
