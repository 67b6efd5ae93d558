import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Keyboard } from './keyboard.ts';

interface Place {
  spot: string;
  setting: string;
  label: string;
}

/** What has the focus: its place in the flow, the setting it stands for, and what a screen reader would say. */
export const focused = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return {
      spot: at?.closest<HTMLElement>('[data-spot]')?.dataset['spot'] ?? '',
      setting: at instanceof HTMLElement ? (at.dataset['setting'] ?? '') : '',
      label: at === document.body ? '' : (at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? ''),
    };
  });

export const onLine = (page: Page, words: RegExp): Promise<void> =>
  expect.poll(async () => (await focused(page)).label, { timeout: 10_000 }).toMatch(words);

export const saved = (page: Page): Promise<void> => page.getByText(/^Draft, saved/).waitFor();
export const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Opens the list of kinds where the focus is, finds one by its words, and takes it. */
export async function add(page: Page, keys: Keyboard, kind: string, line: RegExp): Promise<void> {
  await keys.press('/');
  await page.getByRole('dialog').waitFor();
  await keys.write(kind);
  await keys.press('Enter');
  await onLine(page, line);
}

/** Into the line, into what it asks for first, to the option of these words, and back to the line. */
export async function choose(page: Page, keys: Keyboard, setting: string, option: string): Promise<void> {
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

/** Into the line, into what it asks for first, and writes there. */
async function write(page: Page, keys: Keyboard, setting: string, words: string): Promise<void> {
  await keys.press('Enter');
  await keys.press('Enter');
  await page.getByRole('dialog').getByRole('textbox').waitFor();
  await keys.write(words);
  await keys.press('Enter');
  await expect.poll(async () => (await focused(page)).setting).toBe(setting);
  await keys.press('Escape');
}

/** Goes by *n* to what is left of a wait whose verified path stands: says no where it is declined, and ends unanswered in time. */
export async function finishOtherPaths(page: Page, keys: Keyboard): Promise<void> {
  await keys.press('n');
  await onLine(page, /^declined/);
  await add(page, keys, 'send a message', /choose a message/);
  await choose(page, keys, 'template', 'Not this one');
  await add(page, keys, 'close', /Close the loop as told/);
  await keys.press('n');
  await onLine(page, /^timed-out/);
  await add(page, keys, 'end unanswered', /because choose a reason/);
  await write(page, keys, 'reason', 'nothing changed in time');
  await page.getByText('Nothing is left to finish').waitFor();
}

/** Another length in a setting, by keys. */
export async function setDays(page: Page, spot: string, setting: string, days: string): Promise<void> {
  await page.locator(`[data-spot="${spot}"] [data-setting="${setting}"]`).focus();
  await page.keyboard.press('Enter');
  const length = page.getByRole('dialog').getByRole('spinbutton');
  await length.focus();
  await length.press('Control+a');
  await page.keyboard.type(days);
  await page.keyboard.press('Escape');
}
