import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, waitFor } from '../builders/steps.ts';
import { pricingFlow, published, someThemes } from '../builders/town.ts';
import { Keyboard } from './keyboard.ts';
import { Reader, obstacles, overflows } from './reader.ts';

let reader: Reader;
let page: Page;
beforeAll(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
  const id = await published(reader.whole, pricingFlow());
  page = await reader.signedIn({ viewport: { width: 1440, height: 900 } }, `/flows/${id}`);
  await map()
    .getByRole('group', { name: /^Wait for an improvement/ })
    .waitFor();
}, 240_000);
afterAll(() => reader.stop());

const map = () => page.getByRole('region', { name: 'The flow as a map' });
const selectedLine = () => page.getByRole('treeitem', { selected: true });

it('is beside the Story, and what is chosen on one is chosen on the other', async () => {
  await map()
    .getByRole('group', { name: /^Wait for an improvement/ })
    .click();
  await expect.poll(() => selectedLine().getAttribute('aria-label')).toMatch(/^Wait until an improvement/);
  await selectedLine().focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => map().locator('.svelte-flow__node.selected').count()).toBe(0);
  await page.keyboard.press('Home');
  await expect.poll(() => map().locator('.svelte-flow__node.selected').getAttribute('aria-label')).toMatch(/^As soon as/);
  expect(await obstacles(page)).toEqual([]);
  expect(await overflows(page)).toBe(false);
});

it('is read card by card with the Tab key, in the order of the Story, and Enter leads to the sentence', async () => {
  const keys = new Keyboard(page);
  await keys.to('group', /^As soon as/);
  await keys.to('group', /^Wait for an improvement/);
  await keys.press('Enter');
  await expect.poll(() => selectedLine().getAttribute('aria-label')).toMatch(/^Wait until an improvement/);
  await keys.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treeitem');
});

it('takes a step on any of its lines', async () => {
  const cards = () => map().locator('.svelte-flow__node').count();
  const before = await cards();
  await map().getByRole('button', { name: 'Add a step after As soon as' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('tell a team');
  await page.keyboard.press('Enter');
  await expect.poll(cards).toBeGreaterThan(before);
  await map()
    .getByRole('group', { name: /^Tell a team/ })
    .waitFor();
});

it('is heard as its cards and its buttons, and nothing else', async () => {
  const heard = await map().ariaSnapshot();
  expect(heard).not.toMatch(/Handle|Edge from/);
  expect(heard).toContain('Add a step after “verified” of “Wait for an improvement”');
});

it('has one view at a time on a tablet, and the Story alone on a telephone', async () => {
  await page.setViewportSize({ width: 900, height: 900 });
  await page.getByRole('button', { name: 'Map', exact: true }).click();
  await map()
    .getByRole('group', { name: /^As soon as/ })
    .waitFor();
  expect(await page.getByRole('tree').isVisible()).toBe(false);
  await page.setViewportSize({ width: 320, height: 700 });
  await page.getByRole('tree').waitFor();
  expect(await map().count()).toBe(0);
  expect(reader.complaints).toEqual([]);
});

interface Draft {
  draft: { steps: { exits?: Record<string, { kind: string }[]> }[] };
}

it('has a path on which nobody is told: it gets a message and the end of the loop by one button, says what was chosen, and can be undone also after coming back', async () => {
  const { body } = await reader.whole.post<{ id: string }>(
    '/api/flows',
    pricingFlow({ name: 'Nobody told', steps: [waitFor({ verified: [close()] })] }),
  );
  await page.goto(`${reader.address}/flows/${body.id}`);
  const path = page.locator('[data-spot$=" timed-out"]').first();
  await path.getByRole('button', { name: 'Add a message there, and close the loop' }).click();
  const picker = page.getByRole('dialog', { name: 'Change the message' });
  await picker.getByRole('radio', { name: 'We have not managed it', exact: true }).check();
  await page.keyboard.press('Escape');
  await page.getByText('Message: “We have not managed it”.').waitFor();
  const kinds = async (): Promise<string[] | undefined> =>
    (await reader.whole.get<Draft>(`/api/flows/${body.id}`)).body.draft.steps[0]?.exits?.['timed-out']?.map(({ kind }) => kind);
  await expect.poll(kinds).toEqual(['send-message', 'close-loop']);

  await page.getByRole('link', { name: 'Flows', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: /^Undo: Change the message/ }).click();
  await page.getByRole('button', { name: /^Undo: Add a message, and close the loop/ }).click();
  await expect.poll(async () => (await kinds())?.length ?? 0).toBe(0);
}, 60_000);
