import type { Condition } from '@loopwright/workflows/contract';

/** As it is stored: a condition that asks nothing is everybody, as none is. */
export const storedScope = (scope: Condition | null): Condition | null =>
  scope && 'all' in scope && scope.all.length === 0 ? null : scope;
