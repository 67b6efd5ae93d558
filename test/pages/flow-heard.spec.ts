import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, someThemes } from '../builders/town.ts';
import { add, focused, onLine, saved, setDays } from './drawing.ts';
import { Keyboard } from './keyboard.ts';
import { Reader, obstacles } from './reader.ts';

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
}, 240_000);
afterAll(() => reader.stop());

const made = async (flow: object): Promise<string> => (await reader.whole.post<{ id: string }>('/api/flows', flow)).body.id;

describe('what is said and where the focus is', () => {
  it('is one short sentence and a named thing after adding, deleting, undoing, and closing', async () => {
    const id = await made(pricingFlow({ name: 'Said aloud' }));
    const page = await reader.signedIn({}, `/flows/${id}`);
    await page.locator('[data-spot="step tell"]').focus();
    await page.evaluate(listen);
    const keys = new Keyboard(page);
    const acts: [string, () => Promise<void>][] = [
      ['added', () => add(page, keys, 'wait a while', /Wait choose/)],
      ['deleted', () => keys.press('Delete')],
      ['undone', () => keys.press('Control+z')],
      ['done again', () => keys.press('Control+Shift+z')],
      ['left without choosing', () => opened(page, keys, '/', 'Escape')],
      ['set', () => setDays(page, 'step wait', 'atMost', '44')],
      ['undone by typing', () => keys.press('Control+z')],
      ['renamed', () => renamed(page, keys)],
      ['looked at', () => opened(page, keys, 'F2', 'Escape')],
    ];
    for (const [what, act] of acts) {
      await page.evaluate(() => (window as unknown as Aloud).aloud.splice(0));
      await act();
      await expect.poll(() => page.evaluate(() => (window as unknown as Aloud).aloud.length)).toBe(1);
      const [words = ''] = await page.evaluate(() => (window as unknown as Aloud).aloud);
      expect.soft([what, words.split(/\s+/).length <= 15]).toEqual([what, true]);
      expect.soft([what, (await focused(page)).label === '']).toEqual([what, false]);
    }
    expect(reader.complaints).toEqual([]);
    await page.close();
  }, 120_000);

  interface Aloud {
    aloud: string[];
  }
  /** Run in the page, as text: notes what the one live region says. */
  const listen = `(() => {
    window.aloud = [];
    const at = [...document.querySelectorAll('[role=status]')].at(-1);
    new MutationObserver(() => window.aloud.push(at.textContent)).observe(at, { characterData: true, childList: true, subtree: true });
  })()`;

  async function opened(page: Page, keys: Keyboard, by: string, out: string): Promise<void> {
    await keys.press(by);
    await page.getByRole('dialog').waitFor();
    await keys.press(out);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async function renamed(page: Page, keys: Keyboard): Promise<void> {
    await page.locator('[data-spot="step wait"]').focus();
    await keys.press('F2');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await keys.write('Until it is better');
    await keys.press('Enter');
    await onLine(page, /^Until it is better/);
  }
});

describe('what a line offers', () => {
  it('says of each thing where it stands, offers the themes at once, and shows how messages begin', async () => {
    const id = await made({ ...pricingFlow({ name: 'In place' }), entry: {} });
    const page = await reader.signedIn({}, `/flows/${id}`);
    const keys = new Keyboard(page);
    const tree = page.getByRole('tree');
    await tree.waitFor();
    await expect.poll(() => tree.getByRole('treeitem').count()).toBeGreaterThan(8);
    const named = await tree.locator('.more, .fold').evaluateAll((all) =>
      all.map((one) => ({
        line: one.closest('[role=treeitem]')?.getAttribute('aria-label') ?? '',
        name: one.getAttribute('aria-label') ?? '',
      })),
    );
    expect(named.length).toBeGreaterThan(10);
    for (const { line, name } of named) expect.soft(line).toContain(/“([^ ”.]+)/.exec(name)?.[1] ?? 'no place in its name');
    await page.getByRole('button', { name: 'Choose themes' }).focus();
    await keys.press('Enter');
    await page.getByRole('dialog').getByRole('checkbox', { name: 'pricing' }).check();
    await keys.press('Escape');
    await tree.getByText('about').first().waitFor();
    await saved(page);
    expect((await reader.whole.get(`/api/flows/${id}`)).text).toContain('"themes":["pricing"]');
    await page.locator('[data-spot="step tell"] [data-setting="template"]').focus();
    await keys.press('Enter');
    await page
      .getByRole('dialog')
      .getByText(/^“.+ … *”$/)
      .first()
      .waitFor();
    const boxes = await page
      .getByRole('dialog')
      .locator('.tick')
      .evaluateAll((all) => all.map((one) => one.scrollHeight - one.clientHeight));
    expect(boxes.every((hidden) => hidden <= 1)).toBe(true);
    expect((await page.getByRole('dialog').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    expect(await obstacles(page)).toEqual([]);
    await keys.press('Escape');
    await page.locator('[data-spot="step done"] [data-setting="as"]').focus();
    await keys.press('Enter');
    await page.getByRole('dialog').getByText('they said themselves that it works for them now').waitFor();
    await keys.press('Escape');
    await page.close();
  }, 120_000);
});
