import type { LoopRef } from '@loopwright/workflows/ports';
import type { LoopStart, Workflows } from '../../server/waiting/workflows.port.ts';

const nameOf = ({ loop, generation }: LoopRef): string => `${loop}/${String(generation)}`;

/** Remembers what Temporal would have been asked; can be made not to answer. */
export class FakeWorkflows implements Workflows {
  readonly started = new Map<string, LoopStart>();
  readonly hinted: string[] = [];
  readonly releases: string[] = [];
  readonly recalls: string[] = [];
  /** Each call rejects while set. */
  down = false;

  start(start: LoopStart): Promise<void> {
    return this.answer(() => {
      if (!this.started.has(nameOf(start))) this.started.set(nameOf(start), start);
    });
  }

  hint(ref: LoopRef): Promise<'hinted' | 'gone'> {
    return this.answer(() => {
      if (!this.started.has(nameOf(ref))) return 'gone';
      this.hinted.push(ref.loop);
      return 'hinted';
    });
  }

  missing(refs: readonly LoopRef[]): Promise<LoopRef[]> {
    return this.answer(() => refs.filter((ref) => !this.started.has(nameOf(ref))));
  }

  end(ref: LoopRef): Promise<void> {
    return this.answer(() => void this.started.delete(nameOf(ref)));
  }

  startRelease(improvement: string, revision: number): Promise<void> {
    return this.answer(() => void this.releases.push(`${improvement}/${String(revision)}`));
  }

  startRecall(improvement: string, epoch: number): Promise<void> {
    return this.answer(() => void this.recalls.push(`${improvement}/${String(epoch)}`));
  }

  private answer<T>(give: () => T): Promise<T> {
    return this.down ? Promise.reject(new Error('unavailable')) : Promise.resolve().then(give);
  }
}
