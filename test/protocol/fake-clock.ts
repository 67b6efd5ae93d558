import type { Clock } from '../../server/clock.ts';

const BEGIN = Date.parse('2026-03-02T10:00:00Z');
interface Timer {
  at: number;
  ring: () => void;
}

/** Time that moves only when told to, and wakes whoever slept until then, in order. */
export class FakeClock implements Clock {
  private ms = BEGIN;
  private timers: Timer[] = [];

  now(): Date {
    return new Date(this.ms);
  }

  reset(): void {
    this.ms = BEGIN;
    this.timers = [];
  }

  /** Resolves when the clock has come to this instant. */
  until(at: number): Promise<void> {
    if (at <= this.ms) return Promise.resolve();
    return new Promise((ring) => this.timers.push({ at, ring }));
  }

  advance(ms: number): void {
    this.ms += ms;
    const due = this.timers.filter((timer) => timer.at <= this.ms).sort((a, b) => a.at - b.at);
    this.timers = this.timers.filter((timer) => timer.at > this.ms);
    for (const timer of due) timer.ring();
  }
}
