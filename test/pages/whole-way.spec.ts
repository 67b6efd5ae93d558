import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { said, shipped, someThemes, verified } from '../builders/town.ts';
import { add, choose, finishOtherPaths, focused, idOf, onLine, saved } from './drawing.ts';
import { Keyboard } from './keyboard.ts';
import { Reader } from './reader.ts';

let reader: Reader;
beforeEach(async () => {
  reader = await Reader.start();
  await someThemes(reader.whole);
  await said(reader.whole, 9, { customer: { externalId: 'Before', name: 'Bea Fore', email: 'bea@example.com' } });
  await reader.whole.settle();
}, 240_000);
afterEach(() => reader.stop());

/** Somebody speaks, it changes for them, and their message waits for a look. */
async function somebodyIsAnswered(flow: string): Promise<void> {
  const { whole } = reader;
  await said(whole, 2, { customer: { externalId: 'New', name: 'Nia New', email: 'nia@example.com' } });
  await whole.settle();
  expect(await whole.db.loops.countDocuments({ flow })).toBe(1);
  await verified(whole, await shipped(whole, 1));
  expect(await whole.db.messages.countDocuments({ flow, state: 'held' })).toBe(1);
}

async function itIsSent(flow: string): Promise<void> {
  await reader.whole.settle();
  expect(await reader.whole.db.messages.countDocuments({ flow, state: 'sent' })).toBe(1);
  expect(reader.complaints).toEqual([]);
}

it('leads by keys alone from an empty screen to a message that is approved', async () => {
  const page = await reader.signedIn();
  const keys = new Keyboard(page);
  await keys.press('g');
  await keys.press('f');
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();
  await keys.to('link', 'New flow');
  await keys.press('Enter');
  await page.getByRole('tree').waitFor();
  await page.getByRole('heading', { name: 'Begin with one of these' }).waitFor();

  // Drawn
  await keys.to('treeitem', /Add the first step/);
  await add(page, keys, 'improvement', /^Wait until an improvement/);
  await keys.press('ArrowRight');
  await onLine(page, /^verified/);
  await add(page, keys, 'send a message', /^Send choose a message/);
  await choose(page, keys, 'template', 'You asked');
  await onLine(page, /^Send “You asked/);
  await add(page, keys, 'close', /Close the loop as told/);

  // What its checks say is mended
  await page.getByText(/things? to look at/).waitFor();
  await finishOtherPaths(page, keys);
  await saved(page);
  const flow = idOf(page);

  // Tested on somebody who spoke
  await keys.to('button', 'Test on a customer', 'Shift+Tab');
  await keys.press('Enter');
  await page
    .getByText(/“You asked, we changed it” leaves on day 12/)
    .first()
    .waitFor();

  // Published
  await keys.to('button', 'Publish', 'Shift+Tab');
  await keys.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Give it a name first' }).waitFor();
  await page.getByRole('dialog').getByText('A look before they leave').waitFor();
  await keys.to('textbox', 'Its name');
  await keys.write('Prices, told');
  await keys.to('button', 'Publish');
  await keys.press('Enter');
  await page.getByText('Published. The first 50 messages wait for a look.').first().waitFor();
  await expect.poll(async () => (await focused(page)).label).toBe('Publish');
  await page.getByRole('button', { name: /^Undo in draft: / }).waitFor();
  await page.getByText('Version 1 is live since').waitFor();
  await page.getByText('As it is live: version 1.').waitFor();
  await somebodyIsAnswered(flow);

  // Approved
  await keys.press('g');
  await keys.press('y');
  await page.getByRole('heading', { name: 'Approvals', level: 1 }).waitFor();
  await keys.to('link', /^1 message about/);
  await keys.press('Enter');
  await page.getByRole('button', { name: 'Approve it' }).waitFor();
  await keys.to('button', 'Approve it');
  await keys.press('Enter');
  await page.getByText('Approved. It leaves when its time has come.').first().waitFor();
  await itIsSent(flow);
  await page.close();
}, 240_000);

it('leads by the mouse the same way', async () => {
  const page = await reader.signedIn();
  const dialog = page.getByRole('dialog');
  const kind = async (words: string): Promise<void> => {
    await dialog.getByRole('option', { name: words }).first().click();
    await dialog.waitFor({ state: 'detached' });
  };
  /** Below what stands first under this line: its own list, “Add after”. */
  const after = async (line: RegExp, words: string): Promise<void> => {
    const row = page.getByRole('treeitem', { name: line }).last();
    await row.hover();
    await row.getByRole('button', { name: 'What can be done here' }).click();
    await dialog.getByRole('button', { name: 'Add after' }).click();
    await dialog.getByRole('option').first().waitFor();
    await kind(words);
  };
  const under = async (exit: RegExp, words: string): Promise<void> => {
    const row = page.getByRole('treeitem', { name: exit });
    await row.hover();
    await row.getByRole('button', { name: 'Add a step here' }).click();
    await dialog.getByRole('option').first().waitFor();
    await kind(words);
  };
  const message = async (title: string): Promise<void> => {
    await page.getByRole('tree').getByText('choose a message').first().click();
    await dialog.getByText(title, { exact: true }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await page.getByRole('link', { name: 'Flows', exact: true }).first().click();
  await page.getByRole('link', { name: 'New flow' }).click();
  await page.getByRole('tree').getByRole('button', { name: 'Add the first step' }).click();
  await dialog.getByRole('option').first().waitFor();
  await kind('Wait for an improvement');
  await under(/^verified/, 'Send a message');
  await message('You asked, we changed it');
  await after(/^Send “You asked/, 'Close the loop');
  await under(/^declined/, 'Send a message');
  await message('Not this one');
  await after(/^Send “Not this one/, 'Close the loop');
  await under(/^timed-out/, 'End unanswered');
  await page.getByRole('tree').getByText('choose a reason').click();
  await dialog.getByRole('textbox').fill('nothing changed in time');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Nothing is left to finish').waitFor();
  await saved(page);
  const flow = idOf(page);
  await page.getByRole('button', { name: 'Test on a customer' }).click();
  await page
    .getByText(/“You asked, we changed it” leaves on day 12/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await dialog.getByLabel('Its name').fill('Prices, told');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('heading', { level: 1, name: 'Prices, told' }).waitFor();
  await page.getByText('Published. The first 50 messages wait for a look.').first().waitFor();
  await somebodyIsAnswered(flow);
  await page.getByRole('link', { name: 'Approvals', exact: true }).first().click();
  await page.getByRole('link', { name: /^1 message about/ }).click();
  await page.getByRole('button', { name: 'Approve it' }).click();
  await page.getByText('Approved. It leaves when its time has come.').first().waitFor();
  await itIsSent(flow);
  await page.close();
}, 240_000);

it('leads a shipped flow from Home to being live in at most twelve clicks, also from “New flow”', async () => {
  const page = await reader.signedIn();
  let clicks = 0;
  const click = async (what: ReturnType<Page['getByRole']>): Promise<void> => {
    await what.click();
    clicks += 1;
  };
  await click(page.getByRole('link', { name: 'Flows', exact: true }).first());
  await click(page.getByRole('link', { name: 'New flow' }));
  await click(page.getByRole('button', { name: 'Make a draft of Price change' }));
  await page.getByRole('heading', { level: 1, name: 'Price change' }).waitFor();
  await click(page.getByRole('button', { name: 'Publish', exact: true }));
  await click(page.getByRole('dialog').getByRole('button', { name: 'Publish' }));
  await page.getByText('Published.', { exact: false }).first().waitFor();
  expect(clicks).toBeLessThanOrEqual(12);
  const { body } = await reader.whole.get<{ items: { name: string; status: string }[] }>('/api/flows');
  expect(body.items.map(({ name, status }) => [name, status])).toEqual([['Price change', 'live']]);
  await page.close();
}, 120_000);
