import { newId } from '../storage/ids.ts';
import type { LoopDoc } from './loop.schema.ts';

type Begun = 'flow' | 'flowKey' | 'version' | 'plan' | 'feedback' | 'customer' | 'themes' | 'spokeAt' | 'openedAt' | 'demo' | 'takenBack';

/** A loop as it begins, under an id of its own; its workflow does not run yet. */
export const freshLoop = (begun: Pick<LoopDoc, Begun>): LoopDoc => ({
  _id: newId(),
  joined: [],
  status: 'open',
  generation: 1,
  started: false,
  closedAs: null,
  reasonCode: null,
  reason: null,
  closedAt: null,
  ...begun,
});
