import type { FlowDoc } from '../flows/flow.schema.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { overdue } from '../tasks/overdue.ts';
import type { WaitingPeople } from './waiting-people.ts';
import { workWords } from './work-words.ts';
import type { WorkKind } from './work-words.ts';

/** Something that waits for a person. `shippedAt` stands beside an improvement that nobody has verified. */
export interface Work {
  kind: WorkKind;
  words: string;
  count: number;
  improvement?: string;
  shippedAt?: Date | null;
  theme?: string;
  flow?: string;
}

type Shipped = Pick<ImprovementDoc, '_id' | 'title' | 'themes' | 'shippedAt'>;
type Silent = Pick<FlowDoc, '_id' | 'name'>;

const MOST_IMPROVEMENTS = 20;
const MOST_THEMES = 3;
const ALL_SWITCHED_OFF = 'Because all sending is switched off in the house rules, every flow';

const work = (kind: WorkKind, count: number, about?: string, more: Partial<Work> = {}): Work => ({
  kind,
  words: workWords(kind, count, about),
  count,
  ...more,
});
/** Nothing to do is not said. */
const some = (kind: WorkKind, count: number): Work[] => (count > 0 ? [work(kind, count)] : []);

/** What is to do, the weightiest first; every figure comes from an index. */
export class Worklist {
  constructor(
    private readonly db: Models,
    private readonly people: WaitingPeople,
    private readonly now: () => Date,
  ) {}

  async all(): Promise<Work[]> {
    const { db } = this;
    const [failed, unknown, held, late, answers, stuck, ...rest] = await Promise.all([
      db.loops.countDocuments({ status: 'failed' }),
      db.messages.countDocuments({ state: 'unknown', settled: null }),
      db.messages.countDocuments({ state: 'held' }),
      db.tasks.countDocuments(overdue(this.now())),
      db.replies.countDocuments({ late: true, readBy: null }),
      db.feedback.countDocuments({ stage: 'stuck' }),
      this.unverified(),
      this.switchedOff(),
      this.silent(),
      this.waitedFor(),
      this.noneYet(),
    ]);
    return [
      ...some('failed-loops', failed),
      ...some('unknown-messages', unknown),
      ...some('held-messages', held),
      ...some('overdue-tasks', late),
      ...some('late-answers', answers),
      ...some('stuck-feedback', stuck),
      ...rest.flat(),
    ];
  }

  /** One for each improvement that shipped and that somebody waits to hear about, those with the most people first. */
  private async unverified(): Promise<Work[]> {
    const shipped = await this.db.improvements
      .find({ state: 'shipped' }, { title: 1, themes: 1, shippedAt: 1 })
      .sort({ shippedAt: -1 })
      .limit(MOST_IMPROVEMENTS)
      .lean<Shipped[]>();
    const waited = await Promise.all(shipped.map(async (doc) => ({ doc, count: await this.people.among(doc.themes) })));
    return waited
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .map(({ doc, count }) =>
        work('shipped-unverified', count, doc.title, {
          improvement: doc._id,
          shippedAt: doc.shippedAt,
          ...(doc.themes.length === 1 && doc.themes[0] ? { theme: doc.themes[0] } : {}),
        }),
      );
  }

  private async switchedOff(): Promise<Work[]> {
    const { killSwitch } = await houseRules(this.db);
    return killSwitch ? [work('flow-sends-nothing', 0, ALL_SWITCHED_OFF)] : [];
  }

  private async silent(): Promise<Work[]> {
    const { db } = this;
    const flows = await db.flows
      .find({ live: { $ne: null }, pausedSending: true }, { name: 1 })
      .sort({ _id: 1 })
      .lean<Silent[]>();
    return Promise.all(
      flows.map(async ({ _id, name }) => {
        const inside = await db.loops.countDocuments({ flow: _id, status: 'open' });
        return work('flow-sends-nothing', inside, `“${name}”`, { flow: _id });
      }),
    );
  }

  /** Themes that people wait on while nothing about them is planned or shipped. */
  private async waitedFor(): Promise<Work[]> {
    const [waiting, planned] = await Promise.all([
      this.people.byTheme(),
      this.db.improvements.distinct('themes', { state: { $in: ['planned', 'shipped'] } }),
    ]);
    const most = [...waiting]
      .filter(([theme]) => !planned.includes(theme))
      .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      .slice(0, MOST_THEMES);
    const named = await this.db.themes
      .find({ _id: { $in: most.map(([theme]) => theme) } }, { name: 1 })
      .lean<{ _id: string; name: string }[]>();
    const nameOf = new Map(named.map(({ _id, name }) => [_id, name]));
    return most.map(([theme, count]) => work('themes-waited-for', count, nameOf.get(theme) ?? theme, { theme }));
  }

  private async noneYet(): Promise<Work[]> {
    return (await this.db.improvements.exists({})) ? [] : [work('no-improvement-yet', await this.people.all())];
  }
}
