import { continueAsNew, patched, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { ReleaseActivities } from '../ports.ts';
import { patiently } from './bugs.ts';
import { RELEASE_PAGES } from './retries.ts';

const MOST_PAGES = 400;
const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

/** The pace of pages kept in histories from before a page said itself whether it is full. */
const paceOnce = (): number => (patched('fewer-in-flight') ? 50 : 200);

/** Which improvement is told, and how far this walk has come. */
export interface ReleaseStart {
  improvement: string;
  revision: number;
  after?: string | null;
  offered?: number;
}

/** Which improvement is taken back, and how far this walk has come. */
export interface RecallStart {
  improvement: string;
  epoch: number;
  after?: string | null;
}

const pages = proxyActivities<ReleaseActivities>(RELEASE_PAGES);
const releasePage = patiently(pages.releasePage);
const recallPage = patiently(pages.recallPage);
const enough = (walked: number): boolean => walked >= MOST_PAGES || workflowInfo().continueAsNewSuggested;

/**
 * Offers an improvement to every wait it frees, page by page, no faster than the waits settle. Walks again from the
 * beginning until a whole walk has found nobody new; waits parked meanwhile find the improvement by themselves.
 */
export async function release({ improvement, revision, after = null, offered = 0 }: ReleaseStart): Promise<void> {
  const once = paceOnce();
  let pause = SHORTEST_PAUSE_MS;
  for (let walked = 1; ; walked++) {
    const page = await releasePage({ improvement, revision, after, offered });
    if (page.done || page.stop) return;
    offered = page.next === null ? 0 : offered + page.offered;
    after = page.next;
    const full = page.full ?? page.inFlight >= once;
    if (full || after === null) await sleep(pause);
    pause = page.offered > 0 ? SHORTEST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pause * 2);
    if (enough(walked)) await continueAsNew<typeof release>({ improvement, revision, after, offered });
  }
}

/** Takes an improvement back: stops what has not left and has those told corrected, page by page. */
export async function recall({ improvement, epoch, after = null }: RecallStart): Promise<void> {
  for (let walked = 1; ; walked++) {
    const page = await recallPage({ improvement, epoch, after });
    if (page.done || page.stop) return;
    after = page.next;
    if (enough(walked)) await continueAsNew<typeof recall>({ improvement, epoch, after });
  }
}
