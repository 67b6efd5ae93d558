import type { Flow, Step } from '@loopwright/workflows/contract';
import type { Spot } from '../spot.ts';

/** What a person did to a flow: the flow after it, its name in words, and what is selected then. */
export interface Change {
  flow: Flow;
  /** As on the button that takes it back: “Delete ‘Send …’”. */
  words: string;
  select: Spot;
  /** Changes that follow each other under one name are one step back: typing. */
  group?: string;
}

/** What operations need beside the flow. */
export interface Saying {
  /** What people call a step: its name, or the beginning of its sentence. */
  call: (step: Step) => string;
  /** An id that no step of this flow has or ever had. */
  fresh: (kind: string) => string;
}
