import { Injectable } from '@nestjs/common';
import { Flow, problems, sentences } from '@loopwright/workflows/contract';
import type { FlowInput, FlowWords, ScoreKind, Who } from '@loopwright/workflows/contract';
import { World } from '../../app/world.ts';
import { houseRules } from '../../house-rules/house-rules.ts';
import { approversIn, wordsIn, workspaceOf } from '../flow-words.ts';
import { delivery } from './delivery.ts';
import { fixedFault } from './fixed-fault.ts';
import type { Own, Shipped } from './parts.ts';
import { praise } from './praise.ts';
import { priceChange } from './price-change.ts';
import { silentDetractor } from './silent-detractor.ts';
import { takenBack } from './taken-back.ts';

const ALL: readonly Shipped[] = [fixedFault, priceChange, delivery, praise, silentDetractor, takenBack];
const COMPARED_MS = 90 * 86_400_000;

export interface OfferedFlow {
  key: string;
  name: string;
  about: string;
  sentences: string[];
  /** Who said what it lets in, so far. */
  people: number;
  /** What has to be there first, in words; null where it can begin. */
  missing: string | null;
  /** A whole draft about the reader's own themes. */
  flow: FlowInput | null;
}

interface Spoken {
  theme: string;
  feeling: string;
  people: number;
}

/** The flows that come with the product, about what is really spoken of here. */
@Injectable()
export class ShippedFlows {
  constructor(private readonly world: World) {}

  async all(demo: boolean): Promise<OfferedFlow[]> {
    const { db } = this.world;
    const [workspace, rules, spoken] = await Promise.all([workspaceOf(db), houseRules(db), this.spoken(demo)]);
    const words = wordsIn(workspace, rules);
    const rest = await this.own(demo, words);
    return ALL.map((one) => {
      const about = one.meantFor === null ? '' : themeFor(one, spoken, words);
      const own: Own = { ...rest, theme: about ?? '' };
      const people = one.people?.(own) ?? (about ? peopleOf(one, about, spoken) : 0);
      if (about === null) return missing(one, people, 'Nobody has spoken of any theme yet: bring in feedback, or make a theme.');
      const lacks = one.missing?.(own) ?? null;
      if (lacks !== null) return missing(one, people, lacks);
      const flow = one.flow(own);
      const tree = Flow.parse(flow);
      const blocking = problems(tree, { ...workspace, retiredStepIds: new Set() }).find(({ blocks }) => blocks);
      if (blocking) return missing(one, people, `${blocking.message} ${blocking.fix}`);
      const said = sentences(tree, words).filter(({ about: what }) => what !== 'house-rules' && (what !== 'comparison' || tree.holdback));
      return { ...headOf(one), sentences: said.map(({ text }) => text), people, missing: null, flow };
    });
  }

  private async own(demo: boolean, { themes }: FlowWords): Promise<Omit<Own, 'theme'>> {
    const { db, clock } = this.world;
    const [team, approvers, knows, score, silent, ours] = await Promise.all([
      db.teams.findOne({}, { _id: 1 }).sort({ _id: 1 }).lean<{ _id: string } | null>(),
      approversIn(db),
      this.known(demo),
      this.score(demo),
      this.silent(demo),
      db.themes.find({ demo }, { _id: 1 }).lean<{ _id: string }[]>(),
    ]);
    const served = ours.flatMap(({ _id }) => (themes.get(_id)?.served ? (themes.get(_id)?.name ?? []) : [])).filter(canBeAnswered);
    const [first] = approvers;
    const doer: Who | null = team ? { team: team._id } : first === undefined ? null : { person: first };
    const comparedUntil = new Date(clock.now().getTime() + COMPARED_MS).toISOString().slice(0, 10);
    return { team: team?._id ?? null, doer, approvers, knows, score, served: served.sort(), silent, comparedUntil };
  }

  private async silent(demo: boolean): Promise<number> {
    const low = { demo, scoreKind: 'nps' as const, score: { $lte: 6 }, text: { $in: [null, ''] } };
    return (await this.world.db.feedback.distinct('customer', low)).length;
  }

  private async score(demo: boolean): Promise<ScoreKind | null> {
    const [most] = await this.world.db.feedback.aggregate<{ _id: ScoreKind }>([
      { $match: { demo, scoreKind: { $ne: null } } },
      { $group: { _id: '$scoreKind', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: 1 },
    ]);
    return most?._id ?? null;
  }

  /** Whose feedback is about which theme, by how it was felt. */
  private spoken(demo: boolean): Promise<Spoken[]> {
    return this.world.db.feedback
      .aggregate<Spoken>([
        { $match: { demo, feeling: { $ne: null }, 'tags.theme': { $gt: '' } } },
        { $unwind: '$tags' },
        { $group: { _id: { theme: '$tags.theme', feeling: '$feeling', customer: '$customer' } } },
        { $group: { _id: { theme: '$_id.theme', feeling: '$_id.feeling' }, people: { $sum: 1 } } },
        { $project: { _id: 0, theme: '$_id.theme', feeling: '$_id.feeling', people: 1 } },
        { $sort: { people: -1, theme: 1 } },
      ])
      .exec();
  }

  private async known(demo: boolean): Promise<Own['knows']> {
    const { db } = this.world;
    const [pro, orders] = await Promise.all([
      db.customers.exists({ demo, 'attributes.plan': 'pro' }),
      db.customers.exists({ demo, 'attributes.ordersLast12Months': { $exists: true } }),
    ]);
    return new Set([...(pro ? ['plan=pro'] : []), ...(orders ? ['ordersLast12Months'] : [])]);
  }
}

/** Answers have no dot or dollar sign. */
const canBeAnswered = (name: string): boolean => name.length <= 60 && !/[.$]/.test(name);

const headOf = ({ key, name, about }: Shipped) => ({ key, name, about });
const missing = (one: Shipped, people: number, words: string): OfferedFlow => ({
  ...headOf(one),
  sentences: [],
  people,
  missing: words,
  flow: null,
});

/** A theme it is meant for by its name, the most spoken of first; else what is spoken of most in that way; else any. */
function themeFor({ meantFor, feelings }: Shipped, spoken: readonly Spoken[], words: FlowWords): string | null {
  const felt = spoken.filter(({ feeling, theme }) => (feelings as readonly string[]).includes(feeling) && words.themes.has(theme));
  const names = [...words.themes].filter(([, { name }]) => meantFor?.test(name)).map(([key]) => key);
  return felt.find(({ theme }) => names.includes(theme))?.theme ?? felt[0]?.theme ?? names[0] ?? [...words.themes.keys()][0] ?? null;
}

const peopleOf = ({ feelings }: Shipped, theme: string, spoken: readonly Spoken[]): number =>
  spoken
    .filter((one) => one.theme === theme && (feelings as readonly string[]).includes(one.feeling))
    .reduce((sum, { people }) => sum + people, 0);
