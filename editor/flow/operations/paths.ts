import { findKind } from '@loopwright/workflows/contract';
import type { Flow } from '@loopwright/workflows/contract';
import { exitSpot } from '../spot.ts';
import type { Change } from './change.ts';
import { find, underExit, withStep } from './tree.ts';

/** What an exit without steps does: it goes on where its path is written and empty, and ends where the path is missing. Null where it has no choice. */
export function setEmptyPath(flow: Flow, id: string, exit: string, goesOn: boolean): Change | null {
  if (emptyPathGoesOn(flow, id, exit) === null) return null;
  return {
    flow: withStep(flow, id, ({ exits, ...step }) => {
      const { [exit]: _, ...others } = exits ?? {};
      return { ...step, exits: goesOn ? { ...others, [exit]: [] } : others };
    }),
    words: `Change what “${exit}” does`,
    select: exitSpot(id, exit),
  };
}

/** Whether an exit without steps goes on; null where it has steps, or where a missing path goes on anyway. */
export function emptyPathGoesOn(flow: Flow, id: string, exit: string): boolean | null {
  const step = find(flow, id)?.step;
  const known =
    step &&
    findKind(step.kind)
      ?.exits(step.config)
      .find(({ name }) => name === exit);
  if (!step || !known?.missing || underExit(step, exit).length > 0) return null;
  return step.exits !== undefined && Object.hasOwn(step.exits, exit);
}
