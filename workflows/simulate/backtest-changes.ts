import type { Plan } from '../terms/plan.ts';
import type { PastChange } from './backtest-shape.ts';
import type { KnownImprovement } from './world.ts';

/** The changes that can matter to loops of some themes, in their order of time. */
export class Changes {
  private readonly snapshots: { improvement: KnownImprovement; latest: number }[][] = [];

  /** `latest`: the last instant that any edition of an improvement claims to have shipped at, or was decided at. */
  constructor(
    private readonly all: readonly PastChange[],
    private readonly latest: ReadonlyMap<string, number>,
  ) {}

  /** How many lie at or before an instant. */
  upTo(at: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The next, from a place on, that can matter to somebody who spoke then: what shipped before they spoke never covers them. */
  next(from: number, spoke: number): number {
    let at = from;
    for (let change = this.all[at]; change && this.latestOf(change.improvement) <= spoke; change = this.all[at]) at += 1;
    return at;
  }

  get(at: number): PastChange | undefined {
    return this.all[at];
  }

  /** What is true after the first so many, as far as it can matter to somebody who spoke then. */
  after(count: number, spoke: number): KnownImprovement[] {
    const known: KnownImprovement[] = [];
    for (const { improvement, latest } of this.snapshot(count)) if (latest > spoke) known.push(improvement);
    return known;
  }

  private snapshot(count: number): { improvement: KnownImprovement; latest: number }[] {
    return (this.snapshots[count] ??= [
      ...new Map(
        this.all.slice(0, count).map(({ improvement }) => [improvement.id, { improvement, latest: this.latestOf(improvement) }]),
      ).values(),
    ]);
  }

  private latestOf({ id }: KnownImprovement): number {
    return this.latest.get(id) ?? Infinity;
  }
}

/** All changes, by the themes of the loops they may concern: an improvement to something else wakes nobody. */
export class Timeline {
  private readonly named: ReadonlySet<string>;
  private readonly byThemes = new Map<string, Changes>();
  private readonly epochs = new Map<string, PastChange[]>();
  private readonly latest = new Map<string, number>();

  constructor(
    private readonly all: readonly PastChange[],
    plan: Plan,
  ) {
    this.named = new Set(
      Object.values(plan.steps).flatMap(({ config }) => (Array.isArray(config['themes']) ? (config['themes'] as string[]) : [])),
    );
    for (const change of all) {
      const { id, shippedAt, declinedAt } = change.improvement;
      this.epochs.set(id, [...(this.epochs.get(id) ?? []), change]);
      this.latest.set(id, Math.max(this.latest.get(id) ?? 0, shippedAt?.getTime() ?? 0, declinedAt?.getTime() ?? 0));
    }
  }

  /** For loops of these themes, and of those that waits of the plan name. */
  of(themes: readonly string[]): Changes {
    const key = themes.length === 1 ? (themes[0] ?? '') : JSON.stringify([...themes].sort());
    const known = this.byThemes.get(key);
    if (known) return known;
    const concerns = (theme: string): boolean => themes.includes(theme) || this.named.has(theme);
    const ids = new Set(this.all.filter(({ improvement }) => improvement.themes.some(concerns)).map(({ improvement }) => improvement.id));
    const changes = new Changes(
      this.all.filter(({ improvement }) => ids.has(improvement.id)),
      this.latest,
    );
    this.byThemes.set(key, changes);
    return changes;
  }

  /** Names a telling: what was told before it was taken back may be told anew. */
  epochOf(improvement: string, now: number): number {
    return this.epochs.get(improvement)?.findLast(({ at }) => at <= now)?.epoch ?? 0;
  }
}
