import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, published, said, shipped, someThemes, verified } from '../builders/town.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { Reader, obstacles, overflows } from './reader.ts';

const WAITING = 30;
let reader: Reader;

beforeAll(async () => {
  reader = await Reader.start();
  const { whole } = reader;
  await someThemes(whole);
  await published(whole, pricingFlow());
  await said(whole, 10, { customer: { externalId: 'C-1', name: 'Priya Nair', email: 'priya@example.com' } });
  await said(whole, 10, { customer: { externalId: 'C-2', name: 'Otto Berg' } });
  await whole.settle();
  await verified(whole, await shipped(whole, 3));
  for (let i = 0; i < WAITING; i++)
    await said(whole, 1, { customer: { externalId: `W-${String(i)}`, name: `Waiting ${String(i)}`, email: `w${String(i)}@example.com` } });
  await whole.settle();
}, 180_000);
afterAll(() => reader.stop());

async function opened(options: Parameters<Reader['open']>[0] = {}): Promise<Page> {
  const page = await reader.open(options);
  await page.getByLabel('API key').fill(ADMIN_KEY);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText(/shown, read at/).waitFor();
  return page;
}

const cards = (page: Page) => page.getByRole('article');

describe('the key', () => {
  it('is asked for once, with where it lies, and stays in its tab', async () => {
    const page = await reader.open();
    await page.getByText('lies in the file admin-key').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('API key').fill(`${ADMIN_KEY}x`);
    await page.keyboard.press('Enter');
    await page.getByText('This key opens nothing here.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('API key').fill(ADMIN_KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    const other = await page.context().newPage();
    await other.goto(reader.address);
    await other.getByLabel('API key').waitFor();
    await page.context().close();
  });
});

describe('the outbox', () => {
  it('shows each message with its state, the reason, and on asking its exact text', async () => {
    const page = await opened();
    const told = cards(page).filter({ hasText: 'Priya Nair' });
    expect(await told.innerText()).toMatch(/^sent\n/);
    expect(await told.innerText()).toContain('kept here: no mail server');
    await told.getByText('The exact text').click();
    const { body } = await reader.whole.get<{ items: { id: string; text: string }[] }>('/api/messages?state=sent');
    expect(await told.locator('pre').textContent()).toBe(body.items[0]?.text);
    const untold = cards(page).filter({ hasText: 'Otto Berg' });
    expect(await untold.innerText()).toMatch(/^not sent\n/);
    expect(await untold.innerText()).toContain('address');
    expect(await obstacles(page)).toEqual([]);
    await page.context().close();
  });

  it('shows only one state when asked, and says what to do where there is nothing', async () => {
    const page = await opened();
    await page.getByLabel('State').selectOption('withheld');
    await page.getByText('1 shown').waitFor();
    expect(await cards(page).allInnerTexts()).toEqual([expect.stringContaining('Otto Berg')]);
    await page.getByLabel('State').selectOption('recalled');
    await page.getByText('No message is in this state. Choose “Every state” to see the others.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.context().close();
  });

  it('says on every page that mail is kept here', async () => {
    const page = await opened();
    await page.getByText('Mail is kept here: no mail server.').waitFor();
    await page.getByRole('link', { name: 'Loops' }).click();
    await page.getByText('Mail is kept here: no mail server.').waitFor();
    await page.context().close();
  });

  it('says what to do when the API is gone, and goes on when it is back', async () => {
    const page = await opened();
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').getByText('Start it with “npm start”').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('2 shown').waitFor();
    await page.context().close();
  });
});

describe('the loops', () => {
  it('stand each with the sentence of its step, and are read page by page', async () => {
    const page = await opened();
    await page.getByRole('link', { name: 'Loops' }).click();
    await page.getByText('25 newest shown').waitFor();
    const [first = ''] = await cards(page).allInnerTexts();
    expect(first).toContain('Wait until an improvement to the theme that let them in that shipped after they spoke is verified for them');
    expect(first).toContain('Pricing promises');
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await page.getByText(`${String(WAITING + 2)} shown`).waitFor();
    const closed = cards(page).filter({ hasText: 'Priya Nair' });
    expect(await closed.innerText()).toContain('Closed as told.');
    await closed.getByText('What it did, and why').click();
    expect(await closed.getByRole('list').innerText()).toContain('prices without tax');
    expect(await obstacles(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the pages', () => {
  it('are free of obstacles in the dark, and at 320 pixels nothing sticks out', async () => {
    const page = await opened({ colorScheme: 'dark', viewport: { width: 320, height: 640 } });
    for (const name of ['Loops', 'Outbox']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      await page.getByText(/shown, read at/).waitFor();
      await cards(page).first().locator('summary').click();
      expect(await obstacles(page)).toEqual([]);
      expect(await overflows(page)).toBe(false);
    }
    await page.context().close();
  });

  it('can be used without a mouse', async () => {
    const page = await reader.open();
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    const press = async (key: string, times = 1): Promise<void> => {
      for (let i = 0; i < times; i++) await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await focused()).toBe('Skip to the list');
    await press('Tab');
    await page.keyboard.type(ADMIN_KEY);
    await press('Enter');
    await page.getByText('2 shown').waitFor();
    await page.reload();
    await page.getByText('2 shown').waitFor();
    await press('Tab', 3);
    expect(await focused()).toBe('Loops');
    await press('Enter');
    await page.getByText('25 newest shown').waitFor();
    await press('Tab', 4);
    expect(await focused()).toBe('What it did, and why');
    await press('Enter');
    await page.getByText('Nothing yet: it stands at its first step.').waitFor();
    await page.context().close();
  });

  it('gave the browser nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
