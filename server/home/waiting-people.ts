import { kept } from './kept.ts';
import type { Models } from '../storage/models.ts';

/** People, not loops, who stand at a wait for an improvement. */
export class WaitingPeople {
  /** Of every theme somebody waits on, how many do. */
  readonly byTheme: () => Promise<ReadonlyMap<string, number>>;

  constructor(private readonly db: Models) {
    this.byTheme = kept(() => this.count());
  }

  /** Those who wait for any of these themes, each counted once. */
  async among(themes: readonly string[]): Promise<number> {
    const [only, ...others] = themes;
    if (only !== undefined && others.length === 0) return (await this.byTheme()).get(only) ?? 0;
    const keys = themes.map((theme) => `theme:${theme}`);
    return this.distinct({ state: 'open', keys: { $in: keys }, what: 'improvement' });
  }

  all(): Promise<number> {
    return this.distinct({ state: 'open', customer: { $gt: '' }, what: 'improvement' });
  }

  private async distinct(which: object): Promise<number> {
    const [found] = await this.db.waits.aggregate<{ people: number }>([
      { $match: which },
      { $group: { _id: '$customer' } },
      { $count: 'people' },
    ]);
    return found?.people ?? 0;
  }

  /** One walk over the index of open waits. */
  private async count(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.waits.aggregate<{ _id: string; people: number }>([
      { $match: { state: 'open', customer: { $gt: '' }, what: 'improvement' } },
      { $unwind: '$themes' },
      { $group: { _id: { theme: '$themes', customer: '$customer' } } },
      { $group: { _id: '$_id.theme', people: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, people }) => [_id, people]));
  }
}
