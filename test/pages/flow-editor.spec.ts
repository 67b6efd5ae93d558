import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pricingFlow, someThemes } from '../builders/town.ts';
import { add, choose, finishOtherPaths, focused, idOf, onLine, saved, setDays } from './drawing.ts';
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

const flow = async (id: string): Promise<Draft> => (await reader.whole.get<Draft>(`/api/flows/${id}`)).body;

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
    await finishOtherPaths(page, keys);
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
    await page.close();
  }, 240_000);

  it('can be used narrow and in the dark, with its problems and a picker open', async () => {
    const { body } = await reader.whole.post<Draft>('/api/flows', {
      ...pricingFlow(),
      steps: [
        ...(pricingFlow().steps ?? []),
        { id: 'late', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } },
      ],
    });
    const page = await reader.signedIn({ colorScheme: 'dark', viewport: { width: 320, height: 700 } }, `/flows/${body.id}`);
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
    await page.close();
  }, 120_000);
});

describe('two who change one draft', () => {
  it('overwrite nothing unseen: the later sees both as sentences, and combines them', async () => {
    const { body } = await reader.whole.post<Draft>('/api/flows', pricingFlow({ name: 'Both' }));
    const [ana, ben] = [await reader.signedIn({}, `/flows/${body.id}`), await reader.signedIn({}, `/flows/${body.id}`)];
    for (const page of [ana, ben]) await page.getByRole('tree').waitFor();
    // Ben's line is broken for a while, so that he does not learn whose hand it is in either.
    const broken = /\/(draft|hand)$/;
    await ben.route(broken, (route) => route.abort());
    await ben.reload();
    await ben.getByRole('tree').waitFor();
    await setDays(ben, 'entry', 'maxAge', '9');
    await ben
      .getByText(/^Not saved/)
      .first()
      .waitFor();
    await setDays(ana, 'step wait', 'atMost', '45');
    await saved(ana);
    await expect.poll(async () => (await flow(body.id)).revision).toBe(2);
    await ben.unroute(broken);
    const both = ben.getByRole('region', { name: /saved this flow while you changed it/ });
    await both.waitFor();
    expect(await obstacles(ben)).toEqual([]);
    expect(await both.getByText('for at most 45 days', { exact: false }).count()).toBe(1);
    expect(await both.getByText('said at most 9 days', { exact: false }).count()).toBe(1);
    await ben.getByText('is changing this flow now. You see it as it is saved.').waitFor();
    await ben.getByRole('button', { name: 'Take over' }).click();
    await both.getByRole('button', { name: 'Combine both' }).focus();
    await ben.keyboard.press('Enter');
    await saved(ben);
    await expect.poll(async () => (await flow(body.id)).draft.entry.maxAge, { timeout: 15_000 }).toBe('P9D');
    expect(JSON.stringify((await flow(body.id)).draft)).toContain('"atMost":"P45D"');
    // The other sees it as it is saved, and changes nothing before taking over.
    await ana.getByText('is changing this flow now. You see it as it is saved.').waitFor();
    expect(await ana.getByText('said at most', { exact: false }).first().innerText()).toContain('9 days');
    await ana.getByRole('button', { name: 'Take over' }).click();
    await setDays(ana, 'entry', 'maxAge', '8');
    await expect.poll(async () => (await flow(body.id)).draft.entry.maxAge, { timeout: 15_000 }).toBe('P8D');
    for (const page of [ana, ben]) await page.close();
  }, 120_000);

  it('know of each other before anything is saved: the second looks on until taking over, and gets it back when the other leaves', async () => {
    const { body } = await reader.whole.post<Draft>('/api/flows', pricingFlow({ name: 'In one hand' }));
    const ben = await reader.colleague('Ben Ito', 'designer');
    const ana = await reader.signedIn();
    for (const page of [ben, ana]) {
      await page.goto(`${reader.address}/flows/${body.id}`);
      await page.getByRole('tree').waitFor();
      await settings(ben).first().waitFor();
    }
    await ana.getByText('Ben Ito is changing this flow now. You see it as it is saved.').waitFor();
    await expect.poll(() => settings(ana).count(), { timeout: 15_000 }).toBe(0);
    expect(await obstacles(ana)).toEqual([]);
    expect((await flow(body.id)).revision).toBe(1);
    await ana.getByRole('button', { name: 'Take over' }).click();
    await settings(ana).first().waitFor();
    await ben.getByText('Administrator is changing this flow now. You see it as it is saved.').waitFor();
    await expect.poll(() => settings(ben).count(), { timeout: 15_000 }).toBe(0);
    await setDays(ana, 'step wait', 'atMost', '45');
    await saved(ana);
    await ben.getByText('for at most 45 days', { exact: false }).first().waitFor();
    await ana.goto(`${reader.address}/flows`);
    await ben.getByText('is changing this flow now. You see it as it is saved.').waitFor({ state: 'detached' });
    await setDays(ben, 'step wait', 'atMost', '46');
    await expect.poll(async () => JSON.stringify((await flow(body.id)).draft), { timeout: 15_000 }).toContain('"atMost":"P46D"');

    const again = await ben.context().newPage();
    await again.goto(`${reader.address}/flows/${body.id}`);
    await again.getByText('Another tab of yours is changing this flow now. You see').waitFor();
    for (const page of [ana, ben]) await page.close();
  }, 120_000);

  const settings = (page: Page) => page.getByRole('tree').locator('[data-setting]');
});

describe('a flow of thirty steps', () => {
  it('has what happens if nobody answers eight keys away, also where it is folded', async () => {
    const filler = (at: number): object => ({ id: `while-${String(at)}`, kind: 'wait', config: { for: `P${String(at + 1)}D` } });
    const asking = {
      id: 'ask',
      kind: 'ask-approval',
      config: { approver: { person: 'maya' } },
      exits: { 'timed-out': [{ id: 'unasked', kind: 'stop', config: { reason: 'nobody looked at it' } }] },
    };
    const steps = [...Array.from({ length: 20 }, (_, at) => filler(at)), asking, ...(pricingFlow().steps ?? [])];
    const more = Array.from({ length: 2 }, (_, at) => filler(40 + at));
    const { body } = await reader.whole.post<Draft>('/api/flows', pricingFlow({ name: 'Thirty', steps: [...more, ...steps] as never }));
    const page = await reader.signedIn({}, `/flows/${body.id}`);
    await page.locator('[data-spot="step ask"]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-spot="entry"]').focus();
    const keys = new Keyboard(page);
    let pressed = 0;
    for (const key of ['f', 'n', 'o', 'b', 'o', 'd', 'y', 'Enter']) {
      if (pressed === 1) await page.getByRole('dialog').waitFor();
      await keys.press(key);
      pressed += 1;
    }
    expect(pressed).toBeLessThanOrEqual(8);
    await onLine(page, /^timed-out/);
    expect((await focused(page)).spot).toBe('exit ask timed-out');
    await page.close();
  }, 60_000);
});
