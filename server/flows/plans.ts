import type { Plan } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import type { PlanDoc } from './flow.schema.ts';

const KEPT = 500;

/** Immutable documents by their content hash, the latest few hundred kept in memory. */
function remembered<T>(read: (hash: string) => Promise<T | null>): (hash: string) => Promise<T> {
  const kept = new Map<string, T>();
  return async (hash) => {
    const known = kept.get(hash);
    if (known !== undefined) return known;
    const found = await read(hash);
    if (found === null) throw new Error('content-missing');
    if (kept.size >= KEPT) for (const oldest of [...kept.keys()].slice(0, KEPT / 2)) kept.delete(oldest);
    kept.set(hash, found);
    return found;
  };
}

/** Published content by hash: plans, and the templates they pin. */
export class Published {
  readonly plan: (hash: string) => Promise<Plan>;
  readonly template: (hash: string) => Promise<TemplateDoc>;

  constructor(db: Models) {
    this.plan = remembered(async (hash) => (await db.plans.findById(hash).lean<PlanDoc | null>())?.plan ?? null);
    this.template = remembered((hash) => db.templates.findById(hash).lean<TemplateDoc | null>().exec());
  }
}
