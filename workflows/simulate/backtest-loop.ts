import type { Effects } from '../engine/effects.ts';
import { fresh } from '../engine/journey.ts';
import type { Journey } from '../engine/effects.ts';
import { loopActivities } from '../engine/loop-activities.ts';
import { walk } from '../engine/walk.ts';
import type { Plan } from '../terms/plan.ts';
import type { TrailEntry } from '../terms/walk-state.ts';
import type { Timeline, Changes } from './backtest-changes.ts';
import { happen, worldOf } from './world.ts';
import type { Outset, World } from './world.ts';
import { worldPorts } from './world-ports.ts';

const never = (): boolean => false;

/** One loop among others of its customer on one clock: the engine's own walk, which stands until it is told to go on. */
export class PastLoop {
  readonly world: World;
  /** Until when it stands; null = however long it takes. */
  deadline: number | null = null;
  over = false;
  private readonly journey: Journey = { loop: 'simulated', generation: 1, state: fresh(), trail: [] };
  /** When they spoke of it first. */
  private readonly first: number;
  private changes: Changes;
  private next: number;
  private resume: () => void = () => undefined;
  private stood: () => void = () => undefined;
  private failed: (error: unknown) => void = () => undefined;

  constructor(
    private readonly plan: Plan,
    private readonly timeline: Timeline,
    readonly outset: Outset,
    private readonly clock: { now: number },
  ) {
    this.first = outset.feedback.occurredAt.getTime();
    this.changes = timeline.of(outset.feedback.themes);
    const past = this.changes.upTo(outset.opened);
    this.world = worldOf({ ...outset, improvements: this.changes.after(past, this.first) }, () => clock.now);
    this.next = this.changes.next(past, this.first);
  }

  /** The instant at which something it may care for happens next. */
  get nextChange(): number {
    return this.changes.get(this.next)?.at ?? Infinity;
  }

  /** Makes what happened until now known to it; whether anything did. */
  hear(): boolean {
    let heard = false;
    for (let change = this.changes.get(this.next); change && change.at <= this.clock.now; change = this.changes.get(this.next)) {
      happen(this.world, change);
      this.next = this.changes.next(this.next + 1, this.first);
      heard = true;
    }
    return heard;
  }

  /** The customer said more of the same, perhaps about more themes. */
  join(themes: readonly string[], at: number): void {
    happen(this.world, { at, feedback: { themes, occurredAt: new Date(Math.max(at, this.world.feedback.occurredAt.getTime())) } });
    this.changes = this.timeline.of(themes);
    const past = this.changes.upTo(this.clock.now);
    for (const improvement of this.changes.after(past, this.first)) happen(this.world, { at, improvement });
    this.next = this.changes.next(past, this.first);
  }

  /** Walks on until it stands again or is over. */
  go(): Promise<void> {
    return new Promise((stood, failed) => {
      this.stood = stood;
      this.failed = failed;
      this.resume();
    });
  }

  begin(): Promise<void> {
    const activities = loopActivities(worldPorts(this.world));
    const hintOr: Effects['hintOr'] = (until) =>
      new Promise((resolve) => {
        this.deadline = until;
        this.resume = resolve;
        this.stood();
      });
    this.resume = () => {
      walk(this.plan, this.journey, { ...activities, now: () => this.clock.now, hintOr, shouldContinue: never }).then(
        () => {
          this.over = true;
          this.stood();
        },
        (error: unknown) => this.failed(error),
      );
    };
    return this.go();
  }

  /** Approves whatever waits for a look; whether anything did. */
  approve(): boolean {
    const wanted = [...this.world.messages.values()].filter(({ look }) => look === 'wanted');
    for (const { id } of wanted) happen(this.world, { at: this.clock.now, message: id, answer: 'approved' });
    return wanted.length > 0;
  }

  /** What it did, oldest first. */
  trail(): TrailEntry[] {
    for (const entry of this.journey.trail) this.world.trail.set(entry.sequence, entry);
    return [...this.world.trail.values()].sort((a, b) => a.sequence - b.sequence);
  }

  /** The step it stands at. */
  get at(): string | null {
    return this.journey.state.at;
  }
}
