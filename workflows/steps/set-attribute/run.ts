import type { Run } from '../../engine/step-context.ts';

export const run: Run = (step) => step.decide();
