import type { Condition } from '../../terms/condition.ts';

/** False only where no facts whatever could meet a condition, as far as its ranges and doubled fields show. */
export function canHold(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(canHold) && noFieldIsTorn(condition.all);
  if ('any' in condition) return condition.any.some(canHold);
  if ('from' in condition || 'to' in condition) {
    const { from, to } = condition;
    return from === undefined || to === undefined || (typeof from === typeof to && from <= to);
  }
  return true;
}

/** One field known and not known at once. */
function noFieldIsTorn(parts: readonly Condition[]): boolean {
  const known = new Map<string, boolean>();
  return parts.every((part) => {
    if (!('known' in part)) return true;
    const before = known.get(part.field) ?? part.known;
    known.set(part.field, part.known);
    return before === part.known;
  });
}
