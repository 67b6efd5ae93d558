import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_KEY } from '../harness/api.ts';
import { shipped } from '../builders/town.ts';
import { Reader, obstacles, overflows } from './reader.ts';
import { at, aTown, screensOf, WAITING, whole } from './screens.ts';
import type { Ids } from './screens.ts';

let reader: Reader;
let ids: Ids;

beforeAll(async () => {
  reader = await Reader.start();
  ids = await aTown(reader.whole);
}, 240_000);
afterAll(() => reader.stop());

const cards = (page: Page) => page.getByRole('article');
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

describe('the door', () => {
  it('opens once by the link of the administrator, and not to those who have none', async () => {
    const page = await reader.open({}, '/outbox');
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.close();

    const { body } = await reader.whole.post<{ link: string }>('/api/sign-in/links', {});
    const { hash } = new URL(body.link);
    const first = await reader.open({}, `/sign-in${hash}`);
    expect(await obstacles(first)).toEqual([]);
    await first.getByRole('button', { name: 'Sign in as administrator' }).click();
    await first.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    expect(new URL(first.url()).hash).toBe('');
    await first.close();
    const second = await reader.open({}, `/sign-in${hash}`);
    await second.getByRole('button', { name: 'Sign in as administrator' }).click();
    await second.getByRole('alert').getByText('npm run sign-in').waitFor();
    await second.close();
  });

  it('opens by an API key, which stays in its tab', async () => {
    const page = await reader.open();
    await page.getByRole('button', { name: 'With an API key' }).click();
    await page.getByLabel('API key').fill(`${ADMIN_KEY}x`);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('key').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByLabel('API key').fill(ADMIN_KEY);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    const other = await page.context().newPage();
    await other.goto(reader.address);
    await other.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
    await page.context().close();
  });

  it('takes a password set once, and leads back to the page that was asked for', async () => {
    const page = await reader.signedIn();
    await at(page, ['/me', 'You']);
    await page.getByLabel('E-mail, to sign in with').fill('maya@example.com');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').first().waitFor();
    await page.getByLabel('The new one').fill('a long enough password');
    await page.getByRole('button', { name: 'Set it' }).click();
    await page.getByText('The password is set.').first().waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goto(`${reader.address}/outbox`);
    await page.getByLabel('E-mail').fill('maya@example.com');
    await page.getByLabel('Password', { exact: true }).fill('a long enough password');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    await page.context().close();
  });
});

describe('every screen', () => {
  it('is free of obstacles, light and wide, and dark at 320 pixels; nothing sticks out there, nor at twice the size', async () => {
    const wide = await reader.signedIn();
    const narrow = await reader.signedIn({ colorScheme: 'dark', viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 });
    // Home is where both are now.
    for (const screen of screensOf(ids)
      .toSpliced(0, 1)
      .concat([['/', 'Home']]))
      for (const page of [wide, narrow]) {
        await at(page, screen);
        expect.soft([screen[0], ...(await obstacles(page))]).toEqual([screen[0]]);
        expect.soft([screen[0], await overflows(page)]).toEqual([screen[0], false]);
        if (page === wide) continue;
        // A window of 1440 by 900 in which everything is twice as large.
        await page.setViewportSize({ width: 720, height: 450 });
        expect.soft([screen[0], 'at 200 %', await overflows(page)]).toEqual([screen[0], 'at 200 %', false]);
        await page.setViewportSize({ width: 320, height: 640 });
      }
    await wide.close();
    await narrow.close();
  }, 240_000);

  it('has a title of its own, and begins at its heading when one comes from another', async () => {
    const page = await reader.signedIn();
    await page.getByRole('link', { name: 'Outbox', exact: true }).click();
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    expect(await page.title()).toBe('Outbox · Loopwright');
    await expect.poll(() => focused(page)).toBe('Outbox');
    await page.goBack();
    await expect.poll(() => focused(page)).toBe('Home');
    await page.close();
  });
});

describe('the outbox', () => {
  it('shows each message with its state and reason, and its exact text on its own page', async () => {
    const page = await reader.signedIn();
    await at(page, ['/outbox', 'Outbox']);
    const told = cards(page).filter({ hasText: 'Priya Nair' });
    expect(await told.innerText()).toMatch(/^sent\n/);
    expect(await told.innerText()).toContain('kept here: no mail server');
    const untold = cards(page).filter({ hasText: 'Otto Berg' });
    expect(await untold.innerText()).toMatch(/^not sent\n/);
    expect(await untold.innerText()).toContain('address');
    await told.getByRole('heading').getByRole('link').click();
    const { body } = await reader.whole.get<{ items: { text: string }[] }>('/api/messages?state=sent');
    const shown = page.getByRole('region', { name: 'The exact text' });
    await shown.waitFor();
    expect((await shown.innerText()).trim()).toBe(body.items[0]?.text.trim());
    await page.close();
  });

  it('shows only one state when asked, keeps it in the address, and says what to do where there is nothing', async () => {
    const page = await reader.signedIn();
    await at(page, ['/outbox', 'Outbox']);
    await page.getByLabel('State').selectOption('withheld');
    await expect.poll(() => cards(page).allInnerTexts()).toEqual([expect.stringContaining('Otto Berg')]);
    expect(page.url()).toContain('state=withheld');
    await page.getByLabel('State').selectOption('recalled');
    await page.getByText('Choose “Every state” to see the others.').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.close();
  });

  it('says what to do when the API is gone, and goes on when it is back', async () => {
    const page = await reader.signedIn();
    await page.route('**/api/messages*', (route) => route.abort());
    await page.getByRole('link', { name: 'Outbox', exact: true }).click();
    await page.getByRole('alert').getByText('Start it with “npm start”').waitFor({ timeout: 20_000 });
    expect(await obstacles(page)).toEqual([]);
    await page.unroute('**/api/messages*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await cards(page).first().waitFor();
    await page.close();
  });
});

describe('the loops', () => {
  it('stand each with the sentence of its step, are read page by page, and say what they did', async () => {
    const page = await reader.signedIn();
    await at(page, ['/loops?status=open', 'Loops']);
    await expect.poll(() => cards(page).count()).toBe(25);
    await expect
      .poll(() => cards(page).first().innerText())
      .toContain('Wait until an improvement to the theme that let them in that shipped after they spoke is verified for them');
    await page.getByRole('button', { name: 'Show older ones' }).click();
    await expect.poll(() => cards(page).count()).toBe(WAITING);
    await at(page, [`/loops/${ids.loop}`, 'About']);
    await page.getByText('Closed as told.').waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'What it did, and why' }).innerText()).toContain('prices without tax');
    await page.close();
  });
});

describe('finding', () => {
  it('leads from a few letters to a customer, by the keyboard alone', async () => {
    const page = await reader.signedIn();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find or do' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.type('priy');
    await page.getByRole('option').filter({ hasText: 'Priya Nair' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Priya Nair', level: 1 }).waitFor();
    await page.close();
  });

  it('goes to a page by G and its letter, and shows the keys on ?', async () => {
    const page = await reader.signedIn();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('the page that stops mail', () => {
  it('looks as it should and stops it with one button, without scripts', async () => {
    const { body } = await reader.whole.get<{ text: string }>(`/api/messages/${ids.message}`);
    const page = await reader.open({ javaScriptEnabled: false }, /\/u\/\S+/.exec(body.text)?.[0] ?? '/no-link');
    expect(await page.getByRole('main').evaluate((main) => getComputedStyle(main.parentElement ?? main).maxWidth)).toBe('544px');
    await page.getByRole('button', { name: 'Stop these messages' }).click();
    await page.getByRole('status').getByText('Stopped.').waitFor();
    await page.close();
  });
});

describe('the pages', () => {
  it('can be used without a mouse: the first Tab offers to skip to the page', async () => {
    const page = await reader.signedIn();
    await page.reload();
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('Home');
    await page.close();
  });

  it('can be open in more tabs than a browser has connections, and each hears of changes', async () => {
    const tabs: Page[] = [];
    for (let open = 0; open < 7; open += 1) tabs.push(await reader.signedIn({}, '/improvements'));
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: 'Improvements', level: 1 }).waitFor()));
    await Promise.all(tabs.map((tab) => whole(tab)));
    const [first, ...others] = tabs;
    const heard = async (title: string, all: readonly Page[]): Promise<void> => {
      await shipped(reader.whole, 1, { title });
      for (const tab of all) await tab.getByRole('button', { name: 'Something changed. Show it' }).click();
      for (const tab of all) await tab.getByText(title).first().waitFor();
    };
    await heard('heard by all', tabs);
    // Who listened for the others goes, and another one listens.
    const anew = Promise.race(others.map((tab) => tab.waitForResponse('**/api/live')));
    await first?.close();
    await anew;
    await heard('heard by those who stay', others);
    for (const tab of others) await tab.close();
  }, 120_000);

  it('gave the browser nothing to complain about', () => {
    expect(reader.complaints).toEqual([]);
  });
});
