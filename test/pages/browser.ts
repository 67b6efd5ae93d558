import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { provideChromium } from '../../server/launch/provision.mjs';

let opened: Promise<Browser> | null = null;

/** The browser of this process, which ends with it: opening one takes a second, and every page has a context of its own. */
export const theBrowser = (): Promise<Browser> => (opened ??= open());

async function open(): Promise<Browser> {
  const executablePath = await provideChromium();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}
