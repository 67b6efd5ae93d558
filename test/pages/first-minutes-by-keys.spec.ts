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

    // 4:30 Own feedback
    await keys.press('g');
    await keys.press('h');
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    await keys.to('button', 'Use my own');
    await keys.press('Enter');
    await page.getByRole('dialog').waitFor();
    await keys.to('button', 'Remove it');
    await keys.press('Enter');
    await page.getByText('The invented data is gone.').first().waitFor({ timeout: 60_000 });
    await keys.press('g');
    await keys.press('t');
    await page.getByRole('heading', { name: 'Themes', level: 1 }).waitFor();
    await keys.to('button', 'New theme');
    await keys.press('Enter');
    await page.getByLabel('What you call it').waitFor();
    await keys.to('textbox', /^What you call it/).catch(async () => keys.to('textbox', /^What you call it/, 'Shift+Tab'));
    await keys.write('Invoices');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Invoices', level: 1 }).waitFor();
    await keys.press('g');
    await keys.press('b');
    await page.getByRole('heading', { name: 'Feedback', level: 1 }).waitFor();
    await keys.to('link', 'Bring in feedback');
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Bring in feedback', level: 1 }).waitFor();
    await keys.to('textbox', /^Or paste lines/);
    await keys.write('The invoice came twice.');
    await keys.to('button', 'Read these lines');
    await keys.press('Enter');
    await page.getByText('Somebody wrote “The invoice came twice.”.').waitFor();
    await keys.to('button', 'Bring in 1');
    await keys.press('Enter');
    await page.getByText('1 came in.').first().waitFor();
    await keys.to('link', 'See what is in pasted');
    await keys.press('Enter');
    await page.getByRole('article').first().waitFor();
    await keys.to('button', 'Say what it is about');
    await keys.press('Enter');
    await keys.press('Space');
    await keys.to('combobox', 'and is');
    await keys.press('ArrowDown');
    await keys.to('button', 'Say so');
    await keys.press('Enter');
    await page.getByRole('article').getByText('Invoices').waitFor();

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
