import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';

/** A slow telephone: 1.6 Mbit/s down, 0.75 up, 150 ms to the server and back, a quarter of this processor. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
const WITHIN_MS = 60_000;
/** What the page calls when it has painted what was waited for. */
const TELL = 'loopwrightPainted';

export interface Visit {
  /** From asking for the address until what was waited for is painted. */
  milliseconds: number;
  kilobytes: number;
}

/**
 * One visit with nothing kept from before, as on a slow telephone, until the page shows this. The page tells by itself when it does: asking it again and again,
 * and what would have to be loaded into it to ask, takes of the quarter of the processor that is the page's.
 */
export async function slowVisit(context: BrowserContext, address: string, shows: string): Promise<Visit> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  let bytes = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  await cdp.send('Network.emulateNetworkConditions', NETWORK);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: TELL });
  await page.addInitScript({ content: tellPainted(shows) });
  const painted = new Promise<number>((resolve) => {
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === TELL) resolve(Number(payload));
    });
  });
  await page.goto(address, { waitUntil: 'commit', timeout: WITHIN_MS });
  const milliseconds = await within(painted, shows);
  await page.close();
  return { milliseconds, kilobytes: bytes / 1024 };
}

async function within(painted: Promise<number>, shows: string): Promise<number> {
  const tooLate = new AbortController();
  const late = setTimeout(WITHIN_MS, undefined, { signal: tooLate.signal }).then(() => {
    throw new Error(`The page did not show ${shows} within ${String(WITHIN_MS / 1000)} s.`);
  });
  return Promise.race([painted, late]).finally(() => {
    tooLate.abort();
    late.catch(() => undefined);
  });
}

/** Until a page that is open shows something it did not show before, in its own clock; the machine is not slowed down. */
export async function until(page: Page, act: () => Promise<void>, shows: string): Promise<number> {
  await page.evaluate(() => {
    performance.clearMarks();
    performance.mark('asked');
  });
  await page.evaluate(notePainted(shows));
  await act();
  const at = await painted(page);
  return page.evaluate((end) => end - (performance.getEntriesByName('asked')[0]?.startTime ?? 0), at);
}

/** The time of the page's own clock when what was waited for had been painted. */
async function painted(page: Page): Promise<number> {
  await page.waitForFunction(() => performance.getEntriesByName('shown').length > 0, undefined, { timeout: WITHIN_MS, polling: 50 });
  return page.evaluate(() => performance.getEntriesByName('shown')[0]?.startTime ?? 0);
}

/** To be run in the page, as text, since what compiles this file adds calls that a page does not know: marks the frame after the first match. */
const notePainted = (selector: string): string => `(() => {
  const look = () => requestAnimationFrame(document.querySelector(${JSON.stringify(selector)}) ? () => setTimeout(() => performance.mark('shown')) : look);
  requestAnimationFrame(look);
})()`;

/** The same for a page that is not there yet: looks whenever something changed, and tells its own clock's time. */
const tellPainted = (selector: string): string => `(() => {
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return;
    changes.disconnect();
    requestAnimationFrame(() => setTimeout(() => window.${TELL}(String(performance.now()))));
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['style', 'class'] });
  look();
})()`;
