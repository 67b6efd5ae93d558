import { Injectable } from '@nestjs/common';
import type { Clause } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { fromEachWord, LONGEST, plainly } from '../customers/search-terms.ts';
import type { FlowDoc } from '../flows/flow.schema.ts';
import { shownFlow } from '../flows/shown.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { stateAt } from '../improvements/shown.ts';
import type { ThemeDoc } from '../themes/theme.schema.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { customersFound } from './customers-found.ts';
import { themeNames } from '../why/theme-names.ts';
import { TermsIndexing } from './terms-indexing.ts';

/** Something found, and one line that tells it from others of its name. `id` is what its own address takes. */
export interface Found {
  kind: 'customer' | 'improvement' | 'theme' | 'flow' | 'template';
  id: string;
  title: string;
  about: string;
}

/** `complete`: false while customers are still being indexed by what the house rules say. */
export interface Finding {
  items: Found[];
  complete: boolean;
}

const MOST = 20;
const MOST_OF_A_KIND = 3;
/** Of what people write by hand there are few; of the many the newest are looked through. */
const LOOKED_THROUGH = 2_000;
const WORDS_OF_A_CLAUSE = 40;

@Injectable()
export class Search {
  constructor(
    private readonly world: World,
    private readonly indexing: TermsIndexing,
  ) {}

  /** By the beginning of any word; customers first, at most twenty in all. */
  async find(typed: string): Promise<Finding> {
    const begin = plainly(typed).slice(0, LONGEST);
    const [complete, customers, ...others] = await Promise.all([
      this.indexing.isComplete(),
      customersFound(this.world.db, begin, MOST),
      this.improvements(begin),
      this.themes(begin),
      this.flows(begin),
      this.templates(begin),
    ]);
    const rest = others.flatMap((found) => found.slice(0, MOST_OF_A_KIND));
    return { items: [...customers.map(customer).slice(0, MOST - rest.length), ...rest], complete };
  }

  private async improvements(begin: string): Promise<Found[]> {
    const docs = await this.world.db.improvements.find().sort({ createdAt: -1, _id: -1 }).limit(LOOKED_THROUGH).lean<ImprovementDoc[]>();
    const now = this.world.clock.now();
    const found = docs.filter(({ _id, title, change }) => begins(begin, _id, title, ...wordings(change))).slice(0, MOST_OF_A_KIND);
    const named = await themeNames(
      this.world.db,
      found.flatMap(({ themes }) => themes),
    );
    return found.map((doc) => ({
      kind: 'improvement',
      id: doc._id,
      title: doc.title,
      about: `${stateAt(doc, now)}, ${doc.themes.map(named).join(', ')}`,
    }));
  }

  private async themes(begin: string): Promise<Found[]> {
    const docs = await this.world.db.themes
      .find({}, { name: 1, description: 1 })
      .limit(LOOKED_THROUGH)
      .lean<Pick<ThemeDoc, '_id' | 'name' | 'description'>[]>();
    return docs
      .filter(({ _id, name }) => begins(begin, _id, name))
      .map(({ _id, name, description }) => ({ kind: 'theme', id: _id, title: name, about: description }));
  }

  private async flows(begin: string): Promise<Found[]> {
    const docs = await this.world.db.flows.find().sort({ createdAt: -1, _id: -1 }).limit(LOOKED_THROUGH).lean<FlowDoc[]>();
    return docs
      .filter(({ name }) => begins(begin, name))
      .map((doc) => ({ kind: 'flow', id: doc._id, title: doc.name, about: shownFlow(doc, null).status }));
  }

  private async templates(begin: string): Promise<Found[]> {
    const docs = await this.world.db.templates
      .find({}, { name: 1, title: 1, version: 1 })
      .sort({ name: 1, version: 1 })
      .limit(LOOKED_THROUGH)
      .lean<Pick<TemplateDoc, 'name' | 'title' | 'version'>[]>();
    return [...new Map(docs.map((doc) => [doc.name, doc])).values()]
      .filter(({ name, title }) => begins(begin, name, title))
      .map(({ name, title, version }) => ({ kind: 'template', id: name, title, about: `${name}, version ${String(version)}` }));
  }
}

const wordings = (change: Clause): string[] => (typeof change === 'string' ? [change] : Object.values(change));
const begins = (begin: string, ...texts: string[]): boolean =>
  texts.some((text) => fromEachWord(text, WORDS_OF_A_CLAUSE).some((term) => term.startsWith(begin)));

function customer({ _id, name, emails, externalId }: CustomerDoc): Found {
  const [email] = emails;
  const known = [name, email, externalId].filter((one) => one != null);
  return { kind: 'customer', id: _id, title: known[0] ?? 'A customer without a name', about: known.slice(1).join(', ') };
}
