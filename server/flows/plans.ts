import type { Flow, Holdback, Plan } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import type { PlanDoc, VersionDoc } from './flow.schema.ts';

const KEPT = 500;

/** What never changes, by what names it, the latest few hundred kept in memory. */
function remembered<T>(read: (name: string) => Promise<T | null>): (name: string) => Promise<T> {
  const kept = new Map<string, T>();
  return async (name) => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const found = await read(name);
    if (found === null) throw new Error('content-missing');
    if (kept.size >= KEPT) for (const oldest of [...kept.keys()].slice(0, KEPT / 2)) kept.delete(oldest);
    kept.set(name, found);
    return found;
  };
}

/** What a version's tree says of all its messages. */
export interface Edition {
  brand: string | null;
  holdback: Holdback | null;
  hold: number;
}

/** The steps of a version, and the plan they make. */
export interface Drawn {
  plan: string;
  tree: Pick<Flow, 'steps'>;
}

/** Published content: plans by hash, the templates they pin, and what each version says of all its messages. */
export class Published {
  readonly plan: (hash: string) => Promise<Plan>;
  readonly template: (hash: string) => Promise<TemplateDoc>;
  /** By the version's id, `<flow>/<version>`. */
  readonly edition: (version: string) => Promise<Edition>;

  constructor(db: Models) {
    this.plan = remembered(async (hash) => (await db.plans.findById(hash).lean<PlanDoc | null>())?.plan ?? null);
    this.template = remembered((hash) => db.templates.findById(hash).lean<TemplateDoc | null>().exec());
    this.edition = remembered(async (id) => {
      const version = await db.versions
        .findById(id, { 'tree.brand': 1, 'tree.holdback': 1, hold: 1 })
        .lean<Pick<VersionDoc, 'tree' | 'hold'> | null>();
      return version && { brand: version.tree.brand ?? null, holdback: version.tree.holdback ?? null, hold: version.hold };
    });
  }
}

/** Versions as they were drawn, by their ids. */
export class Drawings {
  readonly drawn: (version: string) => Promise<Drawn>;

  constructor(db: Models) {
    this.drawn = remembered(async (id) => {
      const version = await db.versions.findById(id, { plan: 1, 'tree.steps': 1 }).lean<Pick<VersionDoc, 'plan' | 'tree'> | null>();
      return version && { plan: version.plan, tree: { steps: version.tree.steps ?? [] } };
    });
  }
}
