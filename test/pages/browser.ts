import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { provideChromium } from '../../server/launch/provision.mjs';

/** The browser of this process, which ends with it: opening one takes a second. */
let opened: Promise<Browser> | null = null;

async function open(): Promise<Browser> {
  const executablePath = await provideChromium();
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** Windows in the browser of this process, and tabs in them. */
export class Tabs {
  private readonly contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {}

  static async ready(): Promise<Tabs> {
    return new Tabs(await (opened ??= open()));
  }

  /** A tab with nothing kept from others. */
  async open(options: BrowserContextOptions): Promise<Page> {
    return (await this.window(options)).newPage();
  }

  /** A window with nothing kept from others; what its tabs keep they share. */
  async window(options: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options });
    this.contexts.push(context);
    return context;
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}
