import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { obstacles, overflows, Reader } from './reader.ts';

let reader: Reader;
let flow: string;
beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  flow = await published(whole, pricingFlow());
  await said(whole, 8, { customer: { externalId: 'nowhere', name: 'Noor Nowhere' } });
  for (const [days, name] of [
    [9, 'Ana Ruiz'],
    [10, 'Otto Berg'],
    [2, 'Ty Pical'],
  ] as const)
    await said(whole, days, { customer: { externalId: name, name, email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com` } });
  await whole.settle();
  await verified(whole, await shipped(whole, 5));
}, 240_000);
afterAll(() => reader.stop());

async function opened(page: Page, panel: 'Test on a customer' | 'Backtest'): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: panel, exact: true }).click();
  return page.getByRole('region', { name: panel, exact: true });
}
const keep = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

describe('testing a flow on a customer', () => {
  it('plays somebody typical at once, says why each step, shows the message, and goes along with what happens', async () => {
    const page = await reader.signedIn({ viewport: { width: 1440, height: 900 } }, `/flows/${flow}`);
    const panel = await opened(page, 'Test on a customer');
    await panel.getByText('“You asked, we changed it” leaves on day 12. The loop closes: they were told.').waitFor();
    expect(await panel.getByRole('listitem').filter({ hasText: 'Day 12' }).first().innerText()).toContain('was verified for them');
    await panel.getByText('is verified, shipped after they spoke, and is true for them').first().waitFor();
    await panel.locator('details').filter({ hasText: 'this is changed' }).locator('summary').click();
    await panel.getByText('this is changed').first().waitFor();
    expect(await obstacles(page)).toEqual([]);
    await keep(page, 'test-light-1440');
    await panel.getByLabel('What happens').selectOption('nothing');
    await panel.getByText('Nothing is sent. Their loop ended unanswered').first().waitFor();
    await panel.getByLabel('What happens').selectOption({ label: 'Decided against on day 12' });
    await panel.getByLabel('On day').fill('20');
    await panel.getByText('“Not this one” leaves on day 20.').waitFor();
    await panel.getByRole('button', { name: 'Somebody without an address' }).click();
    await panel.getByText('There is no address to write to').first().waitFor();
    await panel.getByLabel('Find somebody by name').fill('berg');
    await panel.getByRole('button', { name: /Otto Berg/ }).click();
    await panel.getByText('What would happen to Otto Berg').waitFor();
    await page.close();
  });

  it('pins a case, and says when a change of the draft changes it', async () => {
    const page = await reader.signedIn({}, `/flows/${flow}`);
    const panel = await opened(page, 'Test on a customer');
    await panel.getByLabel('What happens').selectOption('nothing');
    await panel.getByRole('button', { name: 'Pin this case' }).click();
    await panel.getByText('as before').waitFor();
    const { body } = await reader.whole.get<{ revision: number }>(`/api/flows/${flow}`);
    const shorter = pricingFlow();
    Object.assign(shorter.steps?.[0]?.config ?? {}, { atMost: 'P30D' });
    await reader.whole.ask('PUT', `/api/flows/${flow}/draft`, { revision: body.revision, flow: shorter });
    await page.reload();
    const again = await opened(page, 'Test on a customer');
    await again.getByText('changed', { exact: true }).waitFor();
    await again.getByText('Day 30: The wait passed its limit, and nothing had changed for them.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await again.getByRole('button', { name: /^So it should be/ }).click();
    await again.getByText('as before').waitFor();
    await again.getByRole('button', { name: /^Unpin/ }).click();
    await again.getByText('Pinned cases').waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('a backtest', () => {
  it('runs, says what would have been, beside what is live, and opens the people behind a number', async () => {
    const page = await reader.signedIn({ viewport: { width: 1440, height: 900 } }, `/flows/${flow}`);
    const panel = await opened(page, 'Backtest');
    await panel.getByRole('button', { name: 'Run it' }).click();
    await panel.getByText(/^4 people would have entered, 2 people told, 0 people timed out\.$/).waitFor();
    await panel.getByText('The live version: 4 people would have entered').waitFor();
    await panel.getByRole('button', { name: '2 told' }).click();
    await panel.getByRole('link', { name: 'Otto Berg' }).waitFor();
    await panel.getByText('What a backtest cannot know').click();
    await panel.getByText('history too, as if the flow had been live').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await keep(page, 'backtest-light-1440');
    await page.close();
  });

  it('fits a narrow, dark screen, as the test does', async () => {
    const page = await reader.signedIn({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' }, `/flows/${flow}`);
    const backtest = await opened(page, 'Backtest');
    await backtest
      .getByText(/would have entered/)
      .first()
      .waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await obstacles(page)).toEqual([]);
    await keep(page, 'backtest-dark-320');
    await page.reload();
    const test = await opened(page, 'Test on a customer');
    await test.getByText(/leaves on day 12/).waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await obstacles(page)).toEqual([]);
    await keep(page, 'test-dark-320');
    await page.close();
  });
});

describe('the browser', () => {
  it('had nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
