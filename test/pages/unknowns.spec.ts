import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { lostInSending } from '../builders/unknown.ts';
import { Reader, obstacles } from './reader.ts';

const NAMES = ['Ana', 'Bo', 'Cem', 'Dana', 'Eva'];
let reader: Reader;
let improvement = '';
beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await published(whole, pricingFlow(), { hold: true });
  for (const name of NAMES) await said(whole, 10, { customer: { externalId: name, name, email: `${name.toLowerCase()}@example.com` } });
  await whole.settle();
  improvement = await shipped(whole, 3);
  await verified(whole, improvement);
  for (const { _id } of await whole.db.messages.find({ state: 'held' }).lean()) await lostInSending(whole, _id);
}, 240_000);
afterAll(() => reader.stop());

describe('five messages of which nobody knows whether they arrived', () => {
  it('are settled from the list alone, and a later retraction treats each as settled', async () => {
    const { whole } = reader;
    const page = await reader.signedIn();
    await page.getByRole('listitem').filter({ hasText: 'nobody knows whether they arrived' }).getByRole('link').click();
    const row = (name: string) => page.getByRole('article').filter({ has: page.getByRole('link', { name, exact: true }) });
    await row('Eva').waitFor();
    expect(await page.getByRole('group', { name: /^Did it arrive/ }).count()).toBe(5);
    expect(await obstacles(page)).toEqual([]);
    for (const name of ['Ana', 'Bo']) {
      await row(name).getByRole('button', { name: 'It arrived' }).click();
      await row(name).waitFor({ state: 'detached' });
    }
    await row('Cem').getByRole('button', { name: 'Send it again' }).click();
    await row('Cem').waitFor({ state: 'detached' });
    for (const name of ['Dana', 'Eva']) {
      await row(name).getByRole('button', { name: 'Leave it' }).click();
      await row(name).getByText('has left it at that').waitFor();
    }
    expect(await page.getByRole('group', { name: /^Did it arrive/ }).count()).toBe(0);
    await page.goto(reader.address);
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    expect(await page.getByText('nobody knows whether').count()).toBe(0);
    await page.close();

    await whole.sweep();
    const states = Object.fromEntries(
      await Promise.all(
        (await whole.db.messages.find().lean()).map(async ({ customer, state }) => {
          const { body } = await whole.get<{ name: string }>(`/api/customers/${customer}`);
          return [body.name, state] as const;
        }),
      ),
    );
    expect(states).toEqual({ Ana: 'sent', Bo: 'sent', Cem: 'sent', Dana: 'unknown', Eva: 'unknown' });

    await whole.post(`/api/improvements/${improvement}/retract`, { reason: 'no', whatIsTrue: 'prices are without tax', correct: true });
    await whole.settle();
    await whole.sweep();
    const corrected = await whole.db.messages.find({ 'claim.purpose': 'correction' }).lean();
    expect(corrected.map(({ state }) => state)).toEqual(corrected.map(() => 'sent'));
    const names = await Promise.all(
      corrected.map(async ({ customer }) => (await whole.get<{ name: string }>(`/api/customers/${customer}`)).body.name),
    );
    expect(names.sort()).toEqual(NAMES);
  }, 120_000);
});
