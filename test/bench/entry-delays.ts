import { setTimeout as delay } from 'node:timers/promises';
import type { Product } from './product.ts';
import type { Stand } from './stand.ts';
import { percentile } from './statistics.ts';

/** Slow enough that a machine which tells as fast as it can could still take them. */
const EVERY_MS = 200;
const LOOK_MS = 100;
const PATIENCE_MS = 60_000;

export interface EntryDelays {
  entries: number;
  /** How many did not wait within a minute of the last; they count as that minute. */
  late: number;
  p50: number;
  p99: number;
  most: number;
}

/**
 * From the answer that a feedback is accepted until its loop's wait stands, in milliseconds, for feedback that comes one by one. A change
 * stream tells of the waits, so that looking disturbs nobody.
 */
export async function entryDelays(stand: Stand, product: Product, theme: string, entries: number): Promise<EntryDelays> {
  const stood = new Map<string, number>();
  const changes = stand.db.waits.collection.watch([{ $match: { operationType: 'insert', 'fullDocument.themes': theme } }]);
  changes.on('change', (change) => {
    if (change.operationType === 'insert') stood.set(String(change.fullDocument['loop']), Date.now());
  });
  await new Promise((ready) => changes.once('init', ready).once('resumeTokenChanged', ready));
  const accepted = new Map<string, number>();
  const posts: Promise<void>[] = [];
  for (let sent = 0; sent < entries; sent += 1) {
    const post = async (): Promise<void> => {
      const { ids } = await stand.call<{ ids: string[] }>('POST', '/api/feedback', product.feedback(theme, 'complaint'));
      for (const id of ids) accepted.set(id, Date.now());
    };
    posts.push(post());
    await delay(EVERY_MS);
  }
  await Promise.all(posts);
  for (const until = Date.now() + PATIENCE_MS; stood.size < entries && Date.now() < until;) await delay(LOOK_MS);
  await changes.close();
  const loops = await stand.db.loops.find({ _id: { $in: [...stood.keys()] } }, { feedback: 1 }).lean();
  const delays = loops.map(({ _id, feedback }) => (stood.get(_id) ?? Infinity) - (accepted.get(feedback) ?? 0));
  const late = entries - delays.length;
  for (let missing = 0; missing < late; missing += 1) delays.push(PATIENCE_MS);
  return { entries, late, p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), most: Math.max(...delays) };
}
