import { setTimeout as delay } from 'node:timers/promises';
import { contenders } from './contenders.ts';
import { crowd } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import { residentMegabytes } from './process-use.ts';
import { Product } from './product.ts';
import { playPhase } from './rounds.ts';
import type { Phase, Round } from './rounds.ts';
import type { Name } from './contenders.ts';
import type { Part, Stand } from './stand.ts';
import { mongoBytes } from './stored-bytes.ts';
import type { MongoBytes } from './stored-bytes.ts';

const LARGEST_ROUND = 500;
const LAST_RELEASE = 1_000;
const WARM_UP = 60;
const REST_MS = 5_000;

export interface AtSize {
  loops: number;
  loopsARound: number;
  phases: Record<Phase, Record<Name, Round[]>>;
  /** Rows a second over HTTP, each time some were sent. */
  ingest: number[];
  /** Bytes for each waiting loop, by collection. */
  mongo: Record<string, MongoBytes>;
  /** Megabytes of each process, by how many loops of the product wait. */
  memory: { waiting: number; megabytes: Partial<Record<Part, number>> }[];
  crowd: Crowd | null;
}

export interface Wanted {
  loops: number;
  rounds: number;
  /** How many single feedback are sent to see how soon they wait; null leaves out what is done with twice as many waiting. */
  entries: number | null;
}

/**
 * The product is brought to so many waiting loops, the last of them in rounds beside the two it is compared with; then those of the rounds
 * are told, in rounds again. A round has some hundred loops at most.
 */
export async function atSize(stand: Stand, { loops, rounds, entries }: Wanted, say: (words: string) => void): Promise<AtSize> {
  const loopsARound = Math.min(LARGEST_ROUND, Math.ceil(loops / rounds));
  const all = Array.from({ length: rounds }, (_, index) => ({ name: `round-${String(index + 1)}`, loops: loopsARound }));
  const product = new Product(stand);
  const three = contenders(stand, product);
  const memory: AtSize['memory'] = [];
  let waiting = 0;
  const fill = async (theme: string, count: number): Promise<void> => {
    if (count <= 0) return;
    await product.ingest(count, theme);
    const seconds = await product.start(theme);
    waiting += count;
    say(`${String(count)} more wait: ${(count / seconds).toFixed(1)} started a second`);
  };
  const weigh = async (): Promise<void> => {
    await delay(REST_MS);
    const megabytes = Object.entries(stand.pids).map(([part, pid]) => [part, residentMegabytes(pid)] as const);
    memory.push({ waiting, megabytes: Object.fromEntries(megabytes) });
  };

  await product.open(['warm-up', 'first', 'second', 'many', 'last', 'idle', 'releasing', ...all.map(({ name }) => name)]);
  for (const one of three) {
    await one.prepare('warm-up', WARM_UP);
    await one.start('warm-up');
    await one.tell('warm-up');
  }
  product.ingested.length = 0;
  const empty = await mongoBytes(stand.connection);
  const standing = Math.max(0, loops - rounds * loopsARound);
  await fill('first', Math.min(Math.ceil(loops / 2), standing));
  if (entries !== null && waiting > 0) await weigh();
  await fill('second', standing - waiting);
  for (const round of all) for (const one of three) await one.prepare(round.name, round.loops);
  const start = await playPhase(stand, three, 'start', all, say);
  waiting += rounds * loopsARound;
  if (entries !== null && memory.length === 0) await weigh();
  const mongo = bytesEach(await mongoBytes(stand.connection), empty, waiting);
  const tell = await playPhase(stand, three, 'tell', all, say);
  waiting -= rounds * loopsARound;
  const result = { loops, loopsARound, phases: { start, tell }, ingest: product.ingested, mongo, memory };
  if (entries === null) return { ...result, crowd: null };
  const last = Math.min(LAST_RELEASE, loops * 2 - waiting);
  await fill('many', loops * 2 - waiting - last);
  await fill('last', last);
  await weigh();
  return { ...result, crowd: await crowd(stand, product, entries, say) };
}

function bytesEach(now: Map<string, MongoBytes>, before: Map<string, MongoBytes>, loops: number): Record<string, MongoBytes> {
  const each = [...now].map(([name, { documents, files }]) => {
    const was = before.get(name) ?? { documents: 0, files: 0 };
    return [name, { documents: (documents - was.documents) / loops, files: (files - was.files) / loops }] as const;
  });
  return Object.fromEntries(each.filter(([, { documents }]) => documents > 1));
}
