import type { Plan } from '../terms/plan.ts';
import type { PastChange } from './backtest-shape.ts';
import type { KnownImprovement } from './world.ts';

/** The changes that can matter to loops of some themes, in their order of time. */
export class Changes {
  private readonly snapshots: (KnownImprovement[] | undefined)[] = [];

  constructor(readonly all: readonly PastChange[]) {}

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

  /** What is true after the first so many. */
  after(count: number): KnownImprovement[] {
    return (this.snapshots[count] ??= [
      ...new Map(this.all.slice(0, count).map(({ improvement }) => [improvement.id, improvement])).values(),
    ]);
  }
}

/** All changes, by the themes of the loops they may concern: an improvement to something else wakes nobody. */
export class Timeline {
  private readonly named: ReadonlySet<string>;
  private readonly byThemes = new Map<string, Changes>();
  private readonly epochs = new Map<string, PastChange[]>();

  constructor(
    private readonly all: readonly PastChange[],
    plan: Plan,
  ) {
    this.named = new Set(
      Object.values(plan.steps).flatMap(({ config }) => (Array.isArray(config['themes']) ? (config['themes'] as string[]) : [])),
    );
    for (const change of all) this.epochs.set(change.improvement.id, [...(this.epochs.get(change.improvement.id) ?? []), change]);
  }

  /** For loops of these themes, and of those that waits of the plan name. */
  of(themes: readonly string[]): Changes {
    const key = themes.length === 1 ? (themes[0] ?? '') : JSON.stringify([...themes].sort());
    const known = this.byThemes.get(key);
    if (known) return known;
    const concerns = (theme: string): boolean => themes.includes(theme) || this.named.has(theme);
    const changes = new Changes(this.all.filter(({ improvement }) => improvement.themes.some(concerns)));
    this.byThemes.set(key, changes);
    return changes;
  }

  /** Names a telling: what was told before it was taken back may be told anew. */
  epochOf(improvement: string, now: number): number {
    return this.epochs.get(improvement)?.findLast(({ at }) => at <= now)?.epoch ?? 0;
  }
}
