import type { Feeling } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';

const FRESH_MS = 60_000;
export const ASKING: readonly (Feeling | null)[] = ['complaint', 'wish'];

/** How many customers complained about or wished for the same before an instant. Counted once a minute for a whole release. */
export class Others {
  private readonly counted = new Map<string, { at: number; count: Promise<number> }>();

  constructor(private readonly db: Models) {}

  count(themes: readonly string[], before: Date, demo: boolean, now: Date): Promise<number> {
    const key = JSON.stringify([[...themes].sort(), before, demo]);
    const known = this.counted.get(key);
    if (known && now.getTime() - known.at < FRESH_MS) return known.count;
    if (this.counted.size > 200) this.counted.clear();
    const count = this.ask(themes, before, demo);
    this.counted.set(key, { at: now.getTime(), count });
    count.catch(() => this.counted.delete(key));
    return count;
  }

  private async ask(themes: readonly string[], before: Date, demo: boolean): Promise<number> {
    const said = { 'tags.theme': { $in: themes }, feeling: { $in: ASKING }, occurredAt: { $lt: before }, demo };
    const [total] = await this.db.feedback.aggregate<{ count: number }>([
      { $match: said },
      { $group: { _id: '$customer' } },
      { $count: 'count' },
    ]);
    return total?.count ?? 0;
  }
}
