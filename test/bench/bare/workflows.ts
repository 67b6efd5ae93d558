import { condition, defineSignal, proxyActivities, proxyLocalActivities, proxySinks, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Sinks } from '@temporalio/workflow';
import { BOOKKEEPING, TELLING_ACTS } from '../../../workflows/temporal/retries.ts';

/** What the two hand-written workflows ask of the outside: `kept` is called only where the same writes are made. */
export interface Acts {
  told(loop: string): Promise<void>;
}
export interface Bookkeeping {
  kept(loop: string): Promise<void>;
}
export interface Tally extends Sinks {
  tally: { waiting(): void; closed(): void };
}

const { tally } = proxySinks<Tally>();
const hint = defineSignal('hint');

/** Start → signal or 90-day timer → one activity → end. */
export async function bare(loop: string): Promise<void> {
  const { told } = proxyActivities<Acts>({ ...TELLING_ACTS, taskQueue: `${workflowInfo().taskQueue}-telling` });
  let hinted = false;
  setHandler(hint, () => {
    hinted = true;
  });
  tally.waiting();
  await condition(() => hinted, '90 days');
  await told(loop);
  tally.closed();
}

/** The same, with the database told before it waits; what is written later is written by its one activity. */
export async function bareWithWrites(loop: string): Promise<void> {
  await proxyLocalActivities<Bookkeeping>(BOOKKEEPING).kept(loop);
  await bare(loop);
}
