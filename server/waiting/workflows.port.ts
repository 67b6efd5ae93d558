import type { WalkState } from '@loopwright/workflows/contract';
import type { LoopRef } from '@loopwright/workflows/ports';

/** What a loop's workflow is started with; without a state it begins at the first step. */
export interface LoopStart extends LoopRef {
  flowKey: string;
  flowName: string;
  plan: string;
  state: WalkState | null;
}

/** The few things asked of Temporal. Hints carry nothing that is trusted. */
export interface Workflows {
  /** Starts `loop/<id>/<generation>`; a running one is left alone. */
  start(start: LoopStart): Promise<void>;
  /** Wakes a loop; the same request twice counts once. `gone` when no such workflow runs. */
  hint(ref: LoopRef, requestId: string): Promise<'hinted' | 'gone'>;
  /** Those of these loops whose workflow is not running. */
  missing(refs: readonly LoopRef[]): Promise<LoopRef[]>;
  /** Ends a loop's workflow where it stands; one that is gone is left so. */
  end(ref: LoopRef): Promise<void>;
  startRelease(improvement: string, revision: number): Promise<void>;
  startRecall(improvement: string, epoch: number): Promise<void>;
}
