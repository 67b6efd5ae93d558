import { kept } from '../home/kept.ts';
import { WaitingPeople } from '../home/waiting-people.ts';
import type { Models } from '../storage/models.ts';

/** How much feedback is about a theme, and how many people wait for an improvement to it. */
export interface Figures {
  feedback: number;
  waiting: number;
}

/** The figures of every theme, for lists that many look at. */
export class ThemeFigures {
  readonly all: () => Promise<ReadonlyMap<string, Figures>>;
  private readonly people: WaitingPeople;

  constructor(private readonly db: Models) {
    this.people = new WaitingPeople(db);
    this.all = kept(() => this.count());
  }

  private async count(): Promise<ReadonlyMap<string, Figures>> {
    const [waiting, keys] = await Promise.all([this.people.byTheme(), this.db.themes.distinct('_id')]);
    const counted = keys.map(async (key): Promise<[string, Figures]> => {
      const feedback = await this.db.feedback.countDocuments({ 'tags.theme': key });
      return [key, { feedback, waiting: waiting.get(key) ?? 0 }];
    });
    return new Map(await Promise.all(counted));
  }
}
