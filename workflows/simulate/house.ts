/** At most so many messages to one customer within a time, from all flows together. */
export interface Cap {
  messages: number;
  withinMs: number;
}

/** When the next of a customer's slots is free, by the instants at which they were written to; null = now. */
export function nextSlot(cap: Cap | null, written: readonly number[], now: number): number | null {
  if (!cap) return null;
  const taken = written.filter((at) => at > now - cap.withinMs && at <= now).sort((a, b) => b - a);
  const last = taken[cap.messages - 1];
  return last === undefined ? null : last + cap.withinMs;
}
