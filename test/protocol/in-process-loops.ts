import type { LoopActivities, LoopRef } from '@loopwright/workflows/ports';
import type { Published } from '../../server/flows/plans.ts';
import type { LoopStart, Workflows } from '../../server/waiting/workflows.port.ts';
import type { Effects } from '../../workflows/engine/effects.ts';
import { fresh } from '../../workflows/engine/journey.ts';
import { walk } from '../../workflows/engine/walk.ts';
import { Crash } from './fault-script.ts';
import type { FakeClock } from './fake-clock.ts';

class Stopped extends Error {}

interface Running {
  wake: () => void;
  stop: (why: Error) => void;
  end: Promise<void>;
  asleep: boolean;
}

const idOf = (ref: LoopRef): string => `${ref.loop}/${String(ref.generation)}`;

/** Runs the real walk in this process, as Temporal would, over the fake clock; a crash loses the walk and nothing else. */
export class InProcessLoops implements Workflows {
  /** What the walks ask; given once it exists, for it asks to start loops in turn. */
  activities: LoopActivities | null = null;
  readonly bugs: unknown[] = [];
  readonly releases: string[] = [];
  readonly recalls: string[] = [];
  private running = new Map<string, Running>();
  private requests = new Set<string>();

  constructor(
    private readonly clock: FakeClock,
    private readonly published: Published,
  ) {}

  async start(start: LoopStart): Promise<void> {
    const id = idOf(start);
    if (this.running.has(id)) return;
    const { activities } = this;
    if (!activities) throw new Error('no activities yet');
    const plan = await this.published.plan(start.plan);
    if (this.running.has(id)) return;
    let hinted = false;
    let ring = (): void => undefined;
    let stop = (_why: Error): void => undefined;
    const stopped = new Promise<never>((_, reject) => (stop = reject));
    stopped.catch(() => undefined);
    const run: Running = { wake: () => ((hinted = true), ring()), stop, end: Promise.resolve(), asleep: false };
    const effects: Effects = {
      ...activities,
      now: () => this.clock.now().getTime(),
      shouldContinue: () => false,
      hintOr: async (until) => {
        if (!hinted) {
          const hint = new Promise<void>((done) => (ring = done));
          run.asleep = true;
          await Promise.race([hint, stopped, ...(until === null ? [] : [this.clock.until(until)])]);
          run.asleep = false;
        }
        hinted = false;
      },
    };
    const journey = { loop: start.loop, generation: start.generation, state: structuredClone(start.state) ?? fresh(), trail: [] };
    this.running.set(id, run);
    run.end = walk(plan, journey, effects)
      .then((end) => {
        if (typeof end !== 'object') return;
        this.running.delete(id);
        return this.start({ ...start, plan: end.moved, state: journey.state });
      })
      .catch((error: unknown) => {
        if (!(error instanceof Stopped) && !(error instanceof Crash)) this.bugs.push(error);
      })
      .finally(() => {
        if (this.running.get(id) === run) this.running.delete(id);
      });
  }

  hint(ref: LoopRef, requestId: string): Promise<'hinted' | 'gone'> {
    const run = this.running.get(idOf(ref));
    if (!run) return Promise.resolve('gone');
    if (!this.requests.has(requestId)) run.wake();
    this.requests.add(requestId);
    return Promise.resolve('hinted');
  }

  missing(refs: readonly LoopRef[]): Promise<LoopRef[]> {
    return Promise.resolve(refs.filter((ref) => !this.running.has(idOf(ref))));
  }

  async end(ref: LoopRef): Promise<void> {
    const run = this.running.get(idOf(ref));
    run?.stop(new Stopped());
    await run?.end;
  }

  startRelease(improvement: string, revision: number): Promise<void> {
    this.releases.push(`${improvement}@${String(revision)}`);
    return Promise.resolve();
  }

  startRecall(improvement: string, epoch: number): Promise<void> {
    this.recalls.push(`${improvement}@${String(epoch)}`);
    return Promise.resolve();
  }

  /** Resolves when every loop sleeps or has ended. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 3;) {
      await new Promise((next) => setImmediate(next));
      const busy = [...this.running.values()].filter((run) => !run.asleep);
      if (busy.length === 0) calm += 1;
      else {
        calm = 0;
        await Promise.race([Promise.all(busy.map((run) => run.end)), new Promise((next) => setTimeout(next, 2))]);
      }
    }
  }

  /** The process is gone, and everything it had in memory. */
  async stopAll(): Promise<void> {
    const all = [...this.running.values()];
    for (const run of all) run.stop(new Stopped());
    await Promise.all(all.map((run) => run.end));
    this.requests.clear();
    this.bugs.length = 0;
    this.releases.length = 0;
    this.recalls.length = 0;
  }
}
