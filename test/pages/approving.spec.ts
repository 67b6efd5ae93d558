import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { Reader, obstacles } from './reader.ts';

const HELD = 7;
let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await published(whole, pricingFlow(), { hold: { first: 50 } });
  for (let i = 0; i < HELD; i++)
    await said(whole, 10, { customer: { externalId: `H-${String(i)}`, name: `Held ${String(i)}`, email: `h${String(i)}@example.com` } });
  await whole.settle();
  await verified(whole, await shipped(whole, 3));
}, 240_000);
afterAll(() => reader.stop());

describe('messages that wait for a look', () => {
  it('are approved all at once only after the stated sample was opened', async () => {
    const page = await reader.signedIn();
    const work = page.getByRole('listitem').filter({ hasText: `${String(HELD)} messages wait for` });
    await work.getByRole('link', { name: 'Look at them' }).click();
    const groups = page.getByRole('list', { name: 'What waits for a look' });
    await groups.getByRole('listitem').first().waitFor();
    expect(await groups.getByRole('listitem').count()).toBe(1);
    expect(await obstacles(page)).toEqual([]);
    await groups.getByRole('link', { name: `${String(HELD)} messages about “prices without tax”` }).click();
    const approve = page.getByRole('button', { name: `Approve ${String(HELD)} alike` });
    await approve.waitFor();
    expect(await approve.isDisabled()).toBe(true);
    expect(await obstacles(page)).toEqual([]);
    const cause = page.getByRole('region', { name: 'What caused it' });
    await cause.waitFor();
    expect(await cause.innerText()).toContain('What changed: “every price includes tax”');
    for (;;) {
      const next = page
        .getByRole('region', { name: `${String(HELD)} alike` })
        .getByRole('listitem')
        .filter({ hasNotText: 'opened' })
        .first();
      if ((await next.count()) === 0) break;
      const before = page.url();
      await next.getByRole('link').click();
      await page.waitForURL((url) => url.href !== before);
      await page.getByText(/still to be opened|All of the sample were opened/).waitFor();
    }
    await expect.poll(() => approve.isEnabled()).toBe(true);
    await approve.click();
    await page
      .getByText(`Approved ${String(HELD)} messages.`)
      .first()
      .waitFor();
    await reader.whole.settle();
    const { body } = await reader.whole.get<{ items: unknown[] }>('/api/messages?state=sent');
    expect(body.items).toHaveLength(HELD);
    await page.close();
  });
});
