import type { ActCall, ActResult, Ports } from '../ports.ts';

/** The part of a kind that runs outside the sandbox. Called again with the same key after a crash: effects must be idempotent by it. */
export type StepActivity = (call: ActCall, ports: Ports) => Promise<ActResult>;
