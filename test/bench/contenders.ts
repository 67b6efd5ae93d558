import { newId } from '../../server/storage/ids.ts';
import type { Product, Told } from './product.ts';
import type { Stand } from './stand.ts';

export const NAMES = ['product', 'bare', 'writes'] as const;
export type Name = (typeof NAMES)[number];

/** One of the three that are compared: starts a round's loops, and tells them later. A round is known by the product's theme. */
export interface Contender {
  name: Name;
  prepare(round: string, loops: number): Promise<void>;
  start(round: string): Promise<{ seconds: number }>;
  tell(round: string): Promise<{ seconds: number } & Partial<Told>>;
}

export const contenders = (stand: Stand, product: Product): Contender[] => [
  {
    name: 'product',
    prepare: (round, loops) => product.ingest(loops, round),
    start: async (round) => ({ seconds: await product.start(round) }),
    tell: (round) => product.tell(round),
  },
  handWritten(stand, 'bare'),
  handWritten(stand, 'writes'),
];

function handWritten(stand: Stand, name: 'bare' | 'writes'): Contender {
  const rounds = new Map<string, string[]>();
  const ask = async (what: 'prepare' | 'start' | 'tell', round: string): Promise<{ seconds: number }> => ({
    seconds: await stand.ask<number>(name, { ask: what, loops: rounds.get(round) ?? [] }),
  });
  return {
    name,
    prepare: async (round, loops) => {
      rounds.set(round, Array.from({ length: loops }, newId));
      await ask('prepare', round);
    },
    start: (round) => ask('start', round),
    tell: (round) => ask('tell', round),
  };
}
