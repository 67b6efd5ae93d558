import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { provideChromium } from '../../server/launch/provision.mjs';

/** The browser of this process, which ends with it: opening one takes a second. */
let opened: Promise<Browser> | null = null;

async function open(): Promise<Browser> {
  const executablePath = await provideChromium();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** Tabs in the browser of this process, each with nothing kept from others. */
export class Tabs {
  private readonly contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {}

  static async ready(): Promise<Tabs> {
    return new Tabs(await (opened ??= open()));
  }

  async open(options: BrowserContextOptions): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options });
    this.contexts.push(context);
    return context.newPage();
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}
