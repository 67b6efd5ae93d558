import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Demo, WAITS } from './demo.ts';
import { obstacles } from './reader.ts';

const LINES = Array.from({ length: 10 }, (_, n) => `The invoice of month ${String(n + 1)} came twice.`);
let demo: Demo;
beforeAll(async () => {
  demo = await Demo.start();
}, 300_000);
afterAll(() => demo.stop());

describe('the first five minutes', () => {
  it('lead from the printed address to the first customer told, and back again', async () => {
    const begun = Date.now();
    const page = await demo.atTheDoor();
    await page.getByRole('button', { name: 'Sign in as administrator' }).click();

    // 0:00 Home
    await page.getByText('Invented data.').waitFor();
    const card = page.getByRole('listitem').filter({ hasText: 'people wait to hear about prices without tax' });
    expect(await card.innerText()).toMatch(WAITS);
    expect(await obstacles(page)).toEqual([]);
    await card.getByRole('link', { name: 'Look at it' }).click();

    // 0:30 Improvement
    const verify = page.getByRole('button', { name: /^Verify and tell \d+$/ });
    await verify.waitFor();
    const tells = Number(/\d+$/.exec(await verify.innerText())?.[0]);
    expect(tells).toBeGreaterThanOrEqual(31);
    await page.getByText(`Verifying tells ${String(tells)} people.`).waitFor();
    for (const reason of ['2 want no mail', '1 has no address', '1 is none it holds for', '1 spoke after it shipped'])
      await page.getByRole('button', { name: reason }).waitFor();
    await page.getByRole('button', { name: '1 is none it holds for' }).click();
    await page.getByRole('region', { name: 'These people' }).getByRole('link', { name: 'Priya Raman' }).waitFor();
    await page.getByRole('region', { name: 'What they would read' }).getByRole('article').nth(2).waitFor();
    const texts = await page.getByRole('region', { name: 'What they would read' }).getByRole('article').allInnerTexts();
    expect(texts).toHaveLength(3);
    expect(new Set(texts).size).toBe(3);
    await verify.click();
    await page.getByRole('dialog').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Nobody has verified it, so nobody was told.').waitFor();
    await verify.click();
    await page.getByLabel('Evidence').fill('Bought a helmet on all three shops: the price in the list is the price at the till.');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Verify and tell ${String(tells)}` })
      .click();

    // 1:15 Telling
    await page.getByText(`${String(tells)} of ${String(tells)} told`).waitFor({ timeout: 60_000 });
    expect(Date.now() - begun).toBeLessThan(5 * 60_000);
    await page.getByRole('region', { name: 'What they read' }).getByRole('article').first().waitFor();

    // 2:00 Why not Priya?
    await page.getByRole('searchbox', { name: 'A customer' }).fill('Priya');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page
      .getByText(/Priya Raman/)
      .first()
      .waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'Why, or why not?' }).innerText()).toMatch(/plan is basic/);

    // 3:00 Take it back
    await page.getByRole('button', { name: 'Take it back' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(`${String(tells)} told get one correction; 0 waiting are stopped.`).waitFor();
    expect((await sheet.getByRole('button').allInnerTexts())[0]).toBe('Not now');
    await sheet.getByRole('button', { name: 'Not now' }).click();
    await sheet.waitFor({ state: 'detached' });

    // 4:30 Own feedback, in place of what was invented
    await page.getByRole('link', { name: 'Home', exact: true }).click();
    await page.getByRole('button', { name: 'Use my own' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('The invented data is gone.').first().waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Themes', exact: true }).click();
    await page.getByRole('button', { name: 'New theme' }).click();
    await page.getByLabel('What you call it').fill('Invoices');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'Invoices', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Feedback', exact: true }).click();
    await page.getByText('No feedback yet.').waitFor();
    await page.getByRole('link', { name: 'Bring in feedback' }).first().click();
    await page.getByLabel('Or paste lines').fill(LINES.join('\n'));
    await page.getByRole('button', { name: 'Read these lines' }).click();
    await page.getByText(`Somebody wrote “${LINES[0] ?? ''}”.`).waitFor();
    await page.getByRole('button', { name: `Bring in ${String(LINES.length)}` }).click();
    await page
      .getByText(`${String(LINES.length)} came in.`)
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'See what is in pasted' }).first().click();
    const first = page.getByRole('article').filter({ hasText: LINES[0] ?? '' });
    await first.getByRole('button', { name: 'Say what it is about' }).click();
    await first.getByRole('checkbox', { name: 'Invoices' }).check();
    await first.getByLabel('and is').selectOption('complaint');
    await first.getByRole('button', { name: 'Say so' }).click();
    await first.getByText('Invoices').waitFor();
    await page.context().close();
  }, 300_000);
});
