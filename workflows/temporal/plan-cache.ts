import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Plan } from '../terms/plan.ts';

/** Reads a stored plan; null where there is none. */
export type FetchPlan = (hash: string) => Promise<Plan | null>;

interface Cached {
  plan: Plan;
  json: Uint8Array;
}

const TRIES = 5;
const FIRST_PAUSE_MS = 50;

/** Plans by hash, the latest used in memory. Concurrent readers of one plan share one fetch. */
export class PlanCache {
  readonly #plans: LRUCache<string, Cached>;

  constructor(fetchPlan: FetchPlan, most: number) {
    this.#plans = new LRUCache<string, Cached>({
      max: most,
      ignoreFetchAbort: true,
      fetchMethod: (hash) => fetched(fetchPlan, hash),
    });
  }

  async plan(hash: string): Promise<Plan> {
    return (await this.#get(hash)).plan;
  }

  /** The plan as JSON, its hash as the first key. */
  async json(hash: string): Promise<Uint8Array> {
    return (await this.#get(hash)).json;
  }

  async #get(hash: string): Promise<Cached> {
    return this.#plans.forceFetch(hash);
  }
}

/** Patient here, because a codec that throws fails the workflow task, which is tried again only after seconds. */
async function fetched(fetchPlan: FetchPlan, hash: string): Promise<Cached> {
  for (let attempt = 1; ; attempt++) {
    try {
      const stored = await fetchPlan(hash);
      if (!stored) throw new Error(`there is no plan ${hash}`);
      const plan = { ...stored, $plan: hash };
      const { $plan, ...rest } = plan;
      return { plan, json: new TextEncoder().encode(JSON.stringify({ $plan, ...rest })) };
    } catch (error) {
      if (attempt === TRIES) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}
