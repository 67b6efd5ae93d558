import type { Page } from 'playwright-core';
import { measured } from '../statistics.ts';
import type { Measured } from '../statistics.ts';

const WITHIN_MS = 20_000;
/** A hand rests between two keys: what was put off until after the picture is done by then. */
const REST_MS = 350;

/** To be run in the page, as text: for every key, how long from the press until what it changed is painted. */
const WATCH = `(() => {
  window.painted = [];
  let pressed = null;
  addEventListener('keydown', (event) => {
    if (!['Control', 'Shift', 'Alt'].includes(event.key)) pressed = event.timeStamp;
  }, true);
  new MutationObserver(() => {
    if (pressed === null) return;
    const since = pressed;
    pressed = null;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.painted.push(performance.now() - since);
      port2.postMessage(null);
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
})()`;

interface Painted {
  painted: number[];
}

/** One act by key, over and over: milliseconds from the press to the picture. */
export class Keys {
  private constructor(private readonly page: Page) {}

  static async on(page: Page): Promise<Keys> {
    await page.evaluate(WATCH);
    return new Keys(page);
  }

  /** What one key takes. */
  async one(key: string): Promise<number> {
    await this.page.waitForTimeout(REST_MS);
    const before = await this.count();
    await this.page.keyboard.press(key);
    await this.page.waitForFunction((many) => (window as unknown as Painted).painted.length > many, before, { timeout: WITHIN_MS });
    return this.page.evaluate(() => (window as unknown as Painted).painted.at(-1) ?? 0);
  }

  async all(keys: readonly string[]): Promise<Measured> {
    const took: number[] = [];
    for (const key of keys) took.push(await this.one(key));
    return measured(took);
  }

  private count(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as Painted).painted.length);
  }
}
