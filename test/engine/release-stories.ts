import type { Client, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import type { ReleaseActivities, ReleasePageCall } from '@loopwright/workflows/ports';
import { RECALL_TYPE, recallId, RELEASE, RELEASE_TYPE, releaseId } from '@loopwright/workflows/worker';

const PAGE = 100;
const MOST_IN_FLIGHT = 200;

export type PagedRelease = ReleaseActivities & { pages: ReleasePageCall[]; told: number[]; mostInFlight: number };

/** A release to so many hundreds of waits; each page that is asked for, a hundred of those in flight have settled. */
export function pagedRelease(hundreds: number): PagedRelease {
  const offered = new Set<number>();
  const release: PagedRelease = {
    pages: [],
    told: [],
    mostInFlight: 0,
    releasePage(call) {
      release.pages.push(call);
      const settled = Math.max(0, release.pages.length - 1) * PAGE;
      const inFlight = Math.max(0, offered.size - settled);
      const from = Number(call.after ?? 0);
      const room = Math.max(0, MOST_IN_FLIGHT - inFlight);
      const next = Array.from({ length: Math.min(PAGE, room, hundreds * 100 - from) }, (_, n) => from + n);
      const fresh = next.filter((wait) => !offered.has(wait));
      for (const wait of fresh) {
        offered.add(wait);
        release.told.push(wait);
      }
      release.mostInFlight = Math.max(release.mostInFlight, inFlight + fresh.length);
      const through = from + next.length >= hundreds * 100;
      return Promise.resolve({
        next: through ? null : String(from + next.length),
        offered: fresh.length,
        inFlight: inFlight + fresh.length,
        full: inFlight + fresh.length >= MOST_IN_FLIGHT,
        done: through && call.offered + fresh.length === 0,
        stop: false,
      });
    },
    recallPage: ({ after }) => Promise.resolve({ next: after === null ? 'corrections' : null, done: after !== null, stop: false }),
  };
  return release;
}

export const playRelease = (client: Client): Promise<WorkflowHandleWithFirstExecutionRunId> =>
  client.workflow.start(RELEASE_TYPE, { taskQueue: RELEASE, workflowId: releaseId('i1', 3), args: [{ improvement: 'i1', revision: 3 }] });

export const playRecall = (client: Client): Promise<WorkflowHandleWithFirstExecutionRunId> =>
  client.workflow.start(RECALL_TYPE, { taskQueue: RELEASE, workflowId: recallId('i1', 2), args: [{ improvement: 'i1', epoch: 2 }] });
