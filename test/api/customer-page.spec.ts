import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Whole } from '../harness/whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await Whole.start();
  await someThemes(whole);
  await whole.ask('PATCH', '/api/themes/pricing', { name: 'What things cost' });
  await published(whole, pricingFlow(), { hold: { first: 50 } });
});
afterAll(() => whole.close());

const person = (number: string) => ({ externalId: number, name: `Person ${number}`, email: `p${number}@example.com` });
const happenings = async (id: string): Promise<string> =>
  (await whole.get<{ items: { words: string }[] }>(`/api/customers/${id}/timeline`)).body.items.map(({ words }) => words).join('\n');

interface Merges {
  items: { other: { id: string; name: string }; proof: string; by: string }[];
}
const mergesOf = async (id: string) => (await whole.get<Merges>(`/api/customers/${id}/merges`)).body.items;

describe('two rows that are one person', () => {
  it('name each other with the proof, until they are parted, which says what went back', async () => {
    const [one, two] = [await said(whole, 12, { customer: person('1') }), await said(whole, 11, { customer: person('2') })];
    await said(whole, 11, { customer: person('2'), themes: ['delivery'] });
    await whole.settle();
    expect(await mergesOf(one.customer)).toEqual([]);
    await whole.post(`/api/customers/${one.customer}/merge`, { other: two.customer, proof: 'They wrote from both addresses.' });
    expect(await mergesOf(one.customer)).toMatchObject([
      { other: { id: two.customer, name: 'Person 2' }, proof: 'They wrote from both addresses.', by: 'admin' },
    ]);
    const { body } = await whole.post(`/api/customers/${one.customer}/part`, { other: two.customer });
    expect(body).toMatchObject({ customer: { id: one.customer }, other: { id: two.customer }, moved: { feedback: 2, loops: 1 } });
    expect(await mergesOf(one.customer)).toEqual([]);
    expect((await whole.get('/api/customers/nobody/merges')).status).toBe(404);
  });
});

describe('what is told of a customer', () => {
  it('names themes as people call them, and never by their keys', async () => {
    const { customer, feedback } = await said(whole, 10, { customer: person('3') });
    await whole.settle();
    const told = await happenings(customer);
    expect(told).toContain('about What things cost');
    expect(told).toContain('an improvement to What things cost');
    expect(told).not.toContain('pricing');
    const loops = await whole.get<{ items: { themes: string[]; themeNames: string[] }[] }>(`/api/loops?feedback=${feedback}`);
    expect(loops.body.items).toMatchObject([{ themes: ['pricing'], themeNames: ['What things cost'] }]);
  });

  it('says so also where it says why they were not told', async () => {
    const { customer } = await said(whole, 10, { customer: person('4'), themes: ['delivery'] });
    await whole.settle();
    const improvement = await shipped(whole, 3);
    const { body } = await whole.get<{ words: string }>(`/api/customers/${customer}/why?improvement=${improvement}`);
    expect(body.words).toBe('They said nothing about What things cost; only those who spoke of it are told.');
    const found = await whole.get<{ items: { about: string }[] }>('/api/search?q=prices');
    expect(found.body.items.map(({ about }) => about)).toContain('shipped, What things cost');
  });
});

describe('stopping for one customer', () => {
  it('stops all that is queued for them, and nothing of anybody else', async () => {
    const [one, two] = [await said(whole, 10, { customer: person('5') }), await said(whole, 10, { customer: person('6') })];
    await whole.settle();
    await verified(whole, await shipped(whole, 3));
    const stop = await whole.post('/api/messages/stop', { filter: { customer: one.customer } });
    expect(stop.body).toMatchObject({ stopped: 1, already: 0 });
    const states = async (customer: string) => (await whole.db.messages.find({ customer }).lean()).map(({ state }) => state);
    expect(await states(one.customer)).toEqual(['stopped']);
    expect(await states(two.customer)).toEqual(['held']);
  });
});
