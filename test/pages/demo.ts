import type { BrowserContextOptions, Page } from 'playwright-core';
import { Deployment } from '../harness/deployment.ts';
import { Tabs } from './browser.ts';
import { buildPages } from './build-pages.ts';

/** How many wait, as Home says it. */
export const WAITS = /^(\d+) people wait to hear about prices without tax/;

/** A zone in which it is eleven at night now: no mail would leave anybody's house at that hour. */
function whereItIsEleven(now = new Date()): string {
  const hourIn = (zone: string): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(now);
  const offsets = Array.from({ length: 27 }, (_, index) => index - 14);
  const zones = offsets.map((offset) => (offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '+' : ''}${String(offset)}`));
  return zones.find((zone) => hourIn(zone) === '23') ?? 'UTC';
}

/** The product as it starts for a newcomer, with its demo, late in the evening, and a browser before it. */
export class Demo {
  private constructor(
    readonly deployment: Deployment,
    private readonly tabs: Tabs,
  ) {}

  static async start(): Promise<Demo> {
    await buildPages();
    const deployment = await Deployment.start({ LOOPWRIGHT_DEMO: 'on' });
    const home = (): Promise<{ body: { work: { words: string }[] } }> => deployment.ask('GET', '/api/home');
    await deployment.eventually('the demo', async () => (await home()).body.work.some(({ words }) => WAITS.test(words)), 120_000);
    await deployment.ask('PATCH', '/api/house-rules', { zone: whereItIsEleven() });
    return new Demo(deployment, await Tabs.ready());
  }

  /** The same without the demo's data, over a database that is kept in this folder. */
  static async among(data: string): Promise<Demo> {
    await buildPages();
    return new Demo(await Deployment.start({}, data), await Tabs.ready());
  }

  /** A tab at the address that a start prints: a link that works once. */
  async atTheDoor(options: BrowserContextOptions = {}): Promise<Page> {
    const { body } = await this.deployment.ask<{ link: string }>('POST', '/api/sign-in/links', {});
    const page = await this.tabs.open(options);
    await page.goto(`${this.deployment.url}/sign-in${new URL(body.link).hash}`);
    return page;
  }

  async stop(): Promise<void> {
    await this.tabs.close();
    await this.deployment.stop();
  }
}
