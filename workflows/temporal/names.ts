import type { LoopRef } from '../ports.ts';

/** The three task queues: waiting must not starve behind telling, nor either behind a release. */
export const LOOPS = 'loops';
export const TELLING = 'telling';
export const RELEASE = 'release';

/** The signal that something may have changed. Carries nothing: the loop asks the database. */
export const HINT = 'hint';
/** The query for a loop's state. */
export const STANDING = 'standing';

export const RELEASE_TYPE = 'release';
export const RECALL_TYPE = 'recall';

/** The types of failures that activities answer with: the world's, called again for ever, and the program's. */
export const OUTAGE = 'outage';
export const BUG = 'bug';

/** The colon keeps a flow's generated key from ever naming an export or an object's own property. */
export const workflowType = (flow: string): string => `flow:${flow}`;
export const workflowId = ({ loop, generation }: LoopRef): string => `loop/${loop}/${String(generation)}`;
export const releaseId = (improvement: string, revision: number): string => `release/${improvement}/${String(revision)}`;
export const recallId = (improvement: string, epoch: number): string => `recall/${improvement}/${String(epoch)}`;
