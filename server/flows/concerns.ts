import { Injectable } from '@nestjs/common';
import { admits, answers, Flow, placed } from '@loopwright/workflows/contract';
import type { Answer, Condition, ConditionFacts, Entry } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { LatestFeedback } from './latest-feedback.ts';
import { earliest } from './sheet/said-already.ts';

/** A flow as it is drawn, and which one it is where it is stored. */
export const Drawn = z.strictObject({ flow: Flow, id: z.string().max(60).nullable().default(null) });
type Drawn = z.output<typeof Drawn>;

/** What a place of a flow has to do with people and with other flows, in words; `step` is null for who is let in. */
export interface Concern {
  step: string | null;
  people: number | null;
  words: string;
}

/** Another flow that runs. */
interface Beside {
  name: string;
  tree: Flow;
}

const MOST_NAMED = 3;

/** Whom the steps of a draft concern, of the people who spoke last: nothing of it is stored, and nothing keeps it from being published. */
@Injectable()
export class Concerns {
  constructor(
    private readonly world: World,
    private readonly latest: LatestFeedback,
  ) {}

  /** A stored flow meets what is as invented as itself; a new one what its maker meets. */
  async of({ flow, id }: Drawn, invented: boolean): Promise<Concern[]> {
    const own = id === null ? null : await this.world.db.flows.findById(id, { demo: 1 }).lean<Pick<FlowDoc, 'demo'> | null>();
    const demo = own?.demo ?? invented;
    const beside = await this.beside(id, demo);
    const checks = placed(flow).flatMap(({ step, issues }) =>
      step.kind === 'check' && issues.length === 0 ? [{ step: step.id, question: step.config['if'] as Condition }] : [],
    );
    const inside = new Set<string>();
    const also = beside.map(({ name, tree }) => ({ name, tree, people: new Set<string>() }));
    const said = checks.map(({ step, question }) => ({ step, question, by: new Map<string, Answer>() }));
    for await (const one of this.latest.pairs()) {
      if (!this.enters(flow.entry, one, demo)) continue;
      const person = one.customer._id;
      inside.add(person);
      for (const other of also) if (this.enters(other.tree.entry, one, demo)) other.people.add(person);
      for (const { question, by } of said) by.set(person, answers(question, factsOf(one)));
    }
    return [
      ...also.filter(({ people }) => people.size > 0).map(({ name, people }) => bothWords(name, people.size, inside.size)),
      ...(inside.size === 0 ? [] : said.map(({ step, by }) => answeredWords(step, [...by.values()]))),
      ...readWords(flow, beside),
    ];
  }

  private enters(entry: Entry, { customer, feedback }: Pair, demo: boolean): boolean {
    const now = this.world.clock.now();
    const since = entry.since === 'publishing' ? earliest(entry, now).toISOString() : entry.since;
    const facts = { said: feedback, customer: customerFacts(customer), flow: { demo, firstPublishedAt: now }, now };
    return 'admitted' in admits({ ...entry, since }, facts);
  }

  private async beside(id: string | null, demo: boolean): Promise<Beside[]> {
    const { db } = this.world;
    const docs = await db.flows
      .find({ _id: { $ne: id ?? '' }, demo, live: { $ne: null }, pausedEntry: false })
      .sort({ createdAt: 1 })
      .lean<FlowDoc[]>();
    const versions = await db.versions.find({ _id: { $in: docs.map(({ _id, live }) => `${_id}/${String(live)}`) } }).lean<VersionDoc[]>();
    const treeOf = new Map(versions.map(({ flow, tree }) => [flow, tree]));
    return docs.flatMap(({ _id, name }) => {
      const tree = treeOf.get(_id);
      return tree ? [{ name, tree: Flow.parse(tree) }] : [];
    });
  }
}

interface Pair {
  customer: CustomerDoc;
  feedback: FeedbackDoc;
}

const factsOf = ({ customer, feedback }: Pair): ConditionFacts => ({
  customer: customerFacts(customer),
  feedback: feedbackFacts(feedback),
});

const bothWords = (name: string, people: number, all: number): Concern => ({
  step: null,
  people,
  words: `${String(people)} of the ${String(all)} people whom this lets in ${people === 1 ? 'is' : 'are'} also in “${name}”. Who is in both hears of an improvement once.`,
});

function answeredWords(step: string, all: readonly Answer[]): Concern {
  const count = (wanted: Answer): number => all.filter((one) => one === wanted).length;
  const [yes, unknown] = [count('yes'), count('unknown')];
  const notKnown = unknown > 0 ? `, not known of ${String(unknown)}` : '';
  return { step, people: yes, words: `True for ${String(yes)} of the ${String(all.length)} people whom this lets in${notKnown}.` };
}

/** What a step notes on customers, other flows may ask. */
function readWords(flow: Flow, beside: readonly Beside[]): Concern[] {
  return placed(flow).flatMap(({ step }) => {
    const { on = 'customer', key } = step.config;
    if (step.kind !== 'set-attribute' || typeof key !== 'string') return [];
    const field = JSON.stringify({ field: `${on as string}.attributes.${key}` }).slice(1, -1);
    const readers = beside.filter(({ tree }) => JSON.stringify([tree.entry, tree.steps]).includes(field)).map(({ name }) => `“${name}”`);
    if (readers.length === 0) return [];
    const more = readers.length > MOST_NAMED ? ` and ${String(readers.length - MOST_NAMED)} more` : '';
    const flows = readers.length === 1 ? '1 other flow' : `${String(readers.length)} other flows`;
    return [{ step: step.id, people: null, words: `Read by ${flows}: ${readers.slice(0, MOST_NAMED).join(', ')}${more}.` }];
  });
}
