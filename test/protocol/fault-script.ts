import type { FaultPoint } from '../../server/faults.ts';

/** The process died here: whatever was under way is lost. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Decides what happens at the named points between two writes, and remembers which were passed. */
export class FaultScript {
  readonly passed: string[] = [];
  private crashAt = -1;
  private interludes = new Map<number, () => Promise<unknown>>();

  readonly at: FaultPoint = async (name) => {
    const index = this.passed.push(name) - 1;
    const interlude = this.interludes.get(index);
    this.interludes.delete(index);
    if (interlude) await interlude();
    if (index === this.crashAt) throw new Crash(name);
  };

  /** Dies at the nth point passed from now on (0 = the next). */
  crash(nth: number): void {
    this.crashAt = this.passed.length + nth;
  }

  /** Lets something else run whole at the nth point passed from now on. */
  meanwhile(nth: number, run: () => Promise<unknown>): void {
    this.interludes.set(this.passed.length + nth, run);
  }

  clear(): void {
    this.passed.length = 0;
    this.crashAt = -1;
    this.interludes.clear();
  }
}
