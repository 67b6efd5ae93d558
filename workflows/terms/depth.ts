import type { z } from 'zod';

/** Whether lists and objects stand at most so many levels within another. */
export const nestsWithin = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' || value === null || (levels > 0 && Object.values(value).every((inner) => nestsWithin(inner, levels - 1)));

/** For z.preprocess: refuses what nests so deeply that reading it would exhaust the stack. */
export const noDeeperThan =
  (levels: number) =>
  (value: unknown, context: z.core.$RefinementCtx): unknown => {
    if (!nestsWithin(value, levels))
      context.addIssue({ code: 'custom', message: `this nests too deeply: at most ${String(levels)} lists and objects within another` });
    return value;
  };
