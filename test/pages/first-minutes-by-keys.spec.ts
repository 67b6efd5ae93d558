import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo } from './demo.ts';
import { Keyboard } from './keyboard.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await Demo.start();
}, 300_000);
afterAll(() => demo.stop());

describe('the first five minutes without a mouse', () => {
  it('lead to the first customer told, to why one is not, and back out of taking it back', async () => {
    const begun = Date.now();
    const page = await demo.atTheDoor();
    const keys = new Keyboard(page);
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    await page.getByRole('button', { name: 'Sign in as administrator' }).waitFor();
    await keys.to('button', 'Sign in as administrator');
    await keys.press('Enter');

    // 0:00 Home: past the menu in one step, to the first card
    await page.getByText('Invented data.').waitFor();
    await expect.poll(focused).toBe('Home');
    await keys.to('link', 'Look at it');
    await keys.press('Enter');

    // 0:30 Improvement
    await page.getByRole('button', { name: /^Verify and tell \d+$/ }).waitFor();
    await expect.poll(focused).toContain('prices without tax');
    const told = Number(/\d+$/.exec(await page.getByRole('button', { name: /^Verify and tell \d+$/ }).innerText())?.[0]);
    await keys.to('button', '1 is none it holds for');
    await keys.press('Enter');
    await page.getByRole('region', { name: 'These people' }).waitFor();
    await keys.to('link', 'Priya Raman');
    await keys.to('button', /^Verify and tell \d+$/);
    await keys.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keys.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focused).toMatch(/^Verify and tell/);
    await keys.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keys.to('textbox', /^Evidence/, 'Tab').catch(async () => keys.to('textbox', /^Evidence/, 'Shift+Tab'));
    await keys.write('Bought a helmet on all three shops: the price in the list is the price at the till.');
    await keys.to('button', /^Verify and tell/);
    await keys.press('Enter');

    // 1:15 Telling
    await page.getByText(`${String(told)} of ${String(told)} told`).waitFor({ timeout: 60_000 });
    expect(Date.now() - begun).toBeLessThan(5 * 60_000);

    // 2:00 Why not Priya?
    await keys.to('searchbox', 'A customer');
    await keys.write('Priya');
    await keys.press('Enter');
    await expect.poll(() => page.getByRole('region', { name: 'Why, or why not?' }).innerText()).toMatch(/plan is basic/);

    // 3:00 Take it back
    await keys.to('button', 'Take it back', 'Shift+Tab');
    await keys.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.getByText(`${String(told)} told get one correction; 0 waiting are stopped.`).waitFor();
    await keys.to('button', 'Not now');
    await keys.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('Take it back');

    // Anywhere by the palette, and by two letters
    await keys.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await keys.write('outbox');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    await keys.press('g');
    await keys.press('c');
    await page.getByRole('heading', { name: 'Customers', level: 1 }).waitFor();
    await page.context().close();
  }, 300_000);
});
