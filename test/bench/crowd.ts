import { entryDelays } from './entry-delays.ts';
import type { EntryDelays } from './entry-delays.ts';
import type { Product, Told } from './product.ts';
import type { Stand } from './stand.ts';

/** With as many waiting as there will be: how soon fresh feedback waits, idle and during a release, and that release. */
export interface Crowd {
  idle: EntryDelays;
  releasing: EntryDelays;
  /** False where the release was over before the last feedback: then `releasing` is no answer. */
  duringAll: boolean;
  release: Told & { loops: number; rate: number };
}

export async function crowd(stand: Stand, product: Product, entries: number, say: (words: string) => void): Promise<Crowd> {
  const idle = await entryDelays(stand, product, 'idle', entries);
  const loops = await stand.db.waits.countDocuments({ keys: 'theme:last', state: 'open' });
  let over = false;
  const release = product.tell('last').finally(() => {
    over = true;
  });
  release.catch(() => undefined);
  const releasing = await entryDelays(stand, product, 'releasing', entries);
  const duringAll = !over;
  say(`fresh feedback waits after ${String(idle.p99)} ms (p99), during a release after ${String(releasing.p99)} ms`);
  const told = await release;
  const rate = loops / told.seconds;
  say(`a release to ${String(loops)}: ${rate.toFixed(1)} told and closed a second`);
  return { idle, releasing, duringAll, release: { ...told, loops, rate } };
}
