import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader, obstacles } from './reader.ts';
import { aTown, at, go, LISTS, screensOf, whole } from './screens.ts';
import type { Ids } from './screens.ts';

let bare: Reader;
let town: Reader;
let ids: Ids;
beforeAll(async () => {
  bare = await Reader.start();
  town = await Reader.start();
  ids = await aTown(town.whole);
}, 240_000);
afterAll(async () => {
  await bare.stop();
  await town.stop();
});

describe('a screen with nothing on it yet', () => {
  it('says what it will show or what to do, and is free of obstacles', async () => {
    const page = await bare.signedIn();
    // Home is where one is now.
    for (const screen of LISTS.toSpliced(0, 1).concat([['/', 'Home']])) {
      await at(page, screen);
      expect.soft([screen[0], ...(await obstacles(page))]).toEqual([screen[0]]);
      const words = await page.getByRole('main').innerText();
      expect.soft([screen[0], words.split(/\s+/).length > 8]).toEqual([screen[0], true]);
    }
    await page.close();
  }, 120_000);
});

describe('a screen whose data cannot be read', () => {
  /** Not one that the pages try again by themselves, which takes seconds a screen. */
  const failing = { status: 409, contentType: 'application/problem+json', body: '{"code":"bug","detail":"The server has a fault."}' };

  it('says so and offers to try again, without obstacles, and is whole once it can', async () => {
    const page = await town.signedIn();
    const broken = /\/api\/(?!me\b|live\b|sign-in)/;
    for (const screen of screensOf(ids).filter(([path]) => !['/nowhere', '/me', '/feedback/import'].includes(path))) {
      await page.route(broken, (route) => route.fulfill(failing));
      await go(page, screen[0]);
      const again = page.getByRole('alert').getByRole('button', { name: 'Try again' }).first();
      const offered = await again.waitFor({ timeout: 20_000 }).then(
        () => true,
        () => false,
      );
      expect.soft([screen[0], offered]).toEqual([screen[0], true]);
      expect.soft([screen[0], ...(await obstacles(page))]).toEqual([screen[0]]);
      await page.unrouteAll();
      await tryAgain(page);
      await page.getByRole('heading', { level: 1, name: screen[1] }).first().waitFor();
    }
    await page.close();
  }, 240_000);

  async function tryAgain(page: Page): Promise<void> {
    const again = page.getByRole('alert').getByRole('button', { name: 'Try again' });
    for (let left = 10; left > 0 && (await again.count()) > 0; left -= 1) {
      await again.first().click();
      await whole(page);
    }
    await expect.poll(() => again.count()).toBe(0);
  }
});

describe('what opens over a screen', () => {
  const sheets = (): [string, string | RegExp][] => [
    ['/improvements', 'Record an improvement'],
    [`/improvements/${ids.improvement}`, 'Take it back'],
    ['/people', /^Invite/],
    ['/outbox?state=held', 'Stop all of these'],
  ];

  it('is free of obstacles, keeps the focus inside, and gives it back on Escape', async () => {
    const page = await town.signedIn();
    for (const [path, button] of sheets()) {
      await go(page, path);
      const opener = page.getByRole('button', { name: button }).first();
      await opener.click();
      await page.getByRole('dialog').waitFor();
      expect.soft([path, ...(await obstacles(page))]).toEqual([path]);
      for (let presses = 0; presses < 12; presses += 1) {
        await page.keyboard.press('Tab');
        const inside = await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
        expect.soft([path, presses, inside]).toEqual([path, presses, true]);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect.soft([path, await opener.evaluate((one) => one === document.activeElement)]).toEqual([path, true]);
    }
    await page.close();
  }, 120_000);
});
