import type { RetryPolicy } from '@temporalio/common';
import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** Outages are retried for ever; bugs come back as failures that Temporal does not retry. */
const FOR_EVER: RetryPolicy = { initialInterval: '500ms', backoffCoefficient: 2, maximumInterval: '60s' };

/** Short database work beside the walk. Past the threshold it waits by a timer, not by holding the workflow task. */
export const BOOKKEEPING: LocalActivityOptions = { startToCloseTimeout: '30s', localRetryThreshold: '2s', retry: FOR_EVER };

/** Acts and pages say that they are alive, so that a killed worker is noticed long before their time is over. */
export const HEARTBEAT_MS = 5000;
const SILENCE_MS = 4 * HEARTBEAT_MS;

/** Work with the outside. One call never takes longer than the ledger's lease of 60 s. */
export const TELLING_ACTS: ActivityOptions = { startToCloseTimeout: '60s', heartbeatTimeout: SILENCE_MS, retry: FOR_EVER };

/** One page of a release or recall. */
export const RELEASE_PAGES: ActivityOptions = { startToCloseTimeout: '120s', heartbeatTimeout: SILENCE_MS, retry: FOR_EVER };

/** How often a call that fails by a bug is tried in all. */
export const BUG_ATTEMPTS = 5;
