import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, someThemes } from '../builders/town.ts';
import { Keyboard } from './keyboard.ts';
import { Reader, obstacles, overflows } from './reader.ts';

interface Draft {
  id: string;
  revision: number;
  draft: { name: string; entry: { maxAge: string | null }; steps: { kind: string; exits?: Record<string, { kind: string }[]> }[] };
}

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
}, 240_000);
afterAll(() => reader.stop());

/** What has the focus: its place in the flow, the setting it stands for, and what a screen reader would say. */
const focused = (page: Page): Promise<{ spot: string; setting: string; label: string }> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return {
      spot: at?.closest<HTMLElement>('[data-spot]')?.dataset['spot'] ?? '',
      setting: at instanceof HTMLElement ? (at.dataset['setting'] ?? '') : '',
      label: at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '',
    };
  });
const onLine = (page: Page, words: RegExp) => expect.poll(async () => (await focused(page)).label).toMatch(words);
const flow = async (id: string): Promise<Draft> => (await reader.whole.get<Draft>(`/api/flows/${id}`)).body;
const saved = (page: Page) => page.getByText(/^Draft, saved/).waitFor();
const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Opens the list of kinds where the focus is, finds one by its words, and takes it. */
async function add(page: Page, keys: Keyboard, kind: string, line: RegExp): Promise<void> {
  await keys.press('/');
  await page.getByRole('dialog').waitFor();
  await keys.write(kind);
  await keys.press('Enter');
  await onLine(page, line);
}

/** Into the line, into what it asks for first, to the option of these words, and back to the line. */
async function choose(page: Page, keys: Keyboard, setting: string, option: string): Promise<void> {
  await keys.press('Enter');
  await expect.poll(async () => (await focused(page)).setting).toBe(setting);
  await keys.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByRole('searchbox').waitFor();
  await keys.write(option);
  await keys.press('Tab');
  await keys.press('Space');
  await keys.press('Escape');
  await expect.poll(async () => (await focused(page)).setting).toBe(setting);
  await keys.press('Escape');
}

describe('a flow without a mouse', () => {
  it('is drawn from an empty screen, its checks are fixed, it is saved, and everything is undone and done again', async () => {
    const page = await reader.signedIn();
    const keys = new Keyboard(page);
    await keys.press('g');
    await keys.press('f');
    await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
    await keys.to('link', 'New flow');
    await keys.press('Enter');
    await page.getByRole('tree').waitFor();
    expect(await obstacles(page)).toEqual([]);
    await keys.to('treeitem', /Add the first step/);

    await add(page, keys, 'improvement', /^Wait until an improvement/);
    await keys.press('ArrowRight');
    await onLine(page, /^verified/);
    await add(page, keys, 'send a message', /^Send choose a message/);
    expect(await obstacles(page)).toEqual([]);
    await choose(page, keys, 'template', 'You asked');
    await onLine(page, /^Send “You asked, we changed it”/);
    await add(page, keys, 'close', /Close the loop as told/);
    await page
      .getByText('1 thing to look at', { exact: false })
      .or(page.getByText('2 things to look at', { exact: false }))
      .waitFor();

    // What is left is walked through, each with its fix on the line.
    await keys.press('n');
    await onLine(page, /^declined/);
    await add(page, keys, 'send a message', /choose a message/);
    await choose(page, keys, 'template', 'Not this one');
    await add(page, keys, 'close', /Close the loop as told/);
    await keys.press('n');
    await onLine(page, /^timed-out/);
    await add(page, keys, 'end unanswered', /because choose a reason/);
    await keys.press('Enter');
    await keys.press('Enter');
    await page.getByRole('dialog').getByRole('textbox').waitFor();
    await keys.write('nothing changed in time');
    await keys.press('Enter');
    await expect.poll(async () => (await focused(page)).setting).toBe('reason');
    await keys.press('Escape');
    await page.getByText('Nothing is left to finish').waitFor();
    await saved(page);
    const id = idOf(page);
    expect((await reader.whole.get<{ publishable: boolean }>(`/api/flows/${id}/problems`)).body.publishable).toBe(true);
    const drawn = await flow(id);
    expect(drawn.draft.steps[0]?.exits?.['verified']?.map(({ kind }) => kind)).toEqual(['send-message', 'close-loop']);

    // Moving, copying and deleting with what stands under it.
    await keys.press('Home');
    for (let presses = 0; presses < 3; presses += 1) await keys.press('ArrowDown');
    await onLine(page, /^Wait until/);
    await keys.press('Control+d');
    await onLine(page, /^Whichever way, if the loop goes on: Wait until/);
    await keys.press('Alt+ArrowUp');
    await onLine(page, /^Wait until/);
    await keys.press('Delete');
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
    expect(await obstacles(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('radio').last().focus();
    await keys.press('Space');
    await keys.press('Enter');
    await onLine(page, /^Wait until/);
    await saved(page);
    expect((await flow(id)).draft.steps.length).toBe(1);

    const undo = page.getByRole('button', { name: /^Undo/ });
    await expect.poll(() => undo.getAttribute('aria-label')).toMatch(/^Undo: Delete “Wait until/);
    for (let back = 0; back < 40 && (await undo.isEnabled()); back += 1) {
      await keys.press('Control+z');
      expect((await focused(page)).spot).not.toBe('');
    }
    await onLine(page, /Add the first step/);
    for (let on = 0; on < 40 && (await page.getByRole('button', { name: /^Redo/ }).isEnabled()); on += 1)
      await keys.press('Control+Shift+z');
    await saved(page);
    await expect.poll(async () => (await flow(id)).draft.steps.length).toBe(1);
    expect(reader.complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('can be used narrow and in the dark, with its problems and a picker open', async () => {
    const { body } = await reader.whole.post<Draft>('/api/flows', {
      ...pricingFlow(),
      steps: [
        ...(pricingFlow().steps ?? []),
        { id: 'late', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } },
      ],
    });
    const page = await reader.signedIn({ colorScheme: 'dark', viewport: { width: 320, height: 700 } });
    await page.goto(`${reader.address}/flows/${body.id}`);
    await page.getByRole('tree').waitFor();
    expect(await obstacles(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    const keys = new Keyboard(page);
    await page.getByRole('button', { name: 'Show the next' }).focus();
    await keys.press('Enter');
    await onLine(page, /^Wait until .* never run/);
    for (let presses = 0; presses < 5 && !/^Whichever way.* Send “You asked/.test((await focused(page)).label); presses += 1)
      await keys.press('n');
    await onLine(page, /no verified improvement is in hand here/);
    await keys.press('Enter');
    await keys.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await obstacles(page)).toEqual([]);
    expect(await overflows(page)).toBe(false);
    await page.context().close();
  }, 120_000);
});

describe('two who change one draft', () => {
  it('overwrite nothing unseen: the later sees both as sentences, and combines them', async () => {
    const { body } = await reader.whole.post<Draft>('/api/flows', pricingFlow({ name: 'Both' }));
    const [ana, ben] = [await reader.signedIn(), await reader.signedIn()];
    for (const page of [ana, ben]) {
      await page.goto(`${reader.address}/flows/${body.id}`);
      await page.getByRole('tree').waitFor();
    }
    // Ben's saves do not get through for a while.
    await ben.route('**/draft', (route) => route.abort());
    await change(ben, 'entry', 'maxAge', '9');
    await ben.getByText(/^Not saved/).waitFor();
    await change(ana, 'step wait', 'atMost', '45');
    await saved(ana);
    await expect.poll(async () => (await flow(body.id)).revision).toBe(2);
    await ben.unroute('**/draft');
    const both = ben.getByRole('region', { name: /saved this flow while you changed it/ });
    await both.waitFor();
    expect(await obstacles(ben)).toEqual([]);
    expect(await both.getByText('for at most 45 days', { exact: false }).count()).toBe(1);
    expect(await both.getByText('said at most 9 days', { exact: false }).count()).toBe(1);
    await both.getByRole('button', { name: 'Combine both' }).focus();
    await ben.keyboard.press('Enter');
    await saved(ben);
    await expect.poll(async () => (await flow(body.id)).draft.entry.maxAge).toBe('P9D');
    expect(JSON.stringify((await flow(body.id)).draft)).toContain('"atMost":"P45D"');
    // The other sees it as it is saved, and changes nothing before taking over.
    await ana.getByText('is changing this flow now', { exact: false }).waitFor();
    expect(await ana.getByText('said at most', { exact: false }).first().innerText()).toContain('9 days');
    await ana.getByRole('button', { name: 'Take over' }).click();
    await change(ana, 'entry', 'maxAge', '8');
    await expect.poll(async () => (await flow(body.id)).draft.entry.maxAge).toBe('P8D');
    for (const page of [ana, ben]) await page.context().close();
  }, 120_000);

  /** Another length in a setting, by keys. */
  async function change(page: Page, spot: string, setting: string, days: string): Promise<void> {
    await page.locator(`[data-spot="${spot}"] [data-setting="${setting}"]`).focus();
    await page.keyboard.press('Enter');
    const length = page.getByRole('dialog').getByRole('spinbutton');
    await length.focus();
    await length.press('Control+a');
    await page.keyboard.type(days);
    await page.keyboard.press('Escape');
  }
});
