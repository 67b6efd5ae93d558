import { z } from 'zod';
import { Key } from '../../terms/key.ts';
import { defineKind } from '../kind.ts';
import { pick, say } from '../words/sentence.ts';
import type { Part } from '../words/sentence.ts';

const MOST_IN_ONE_SENTENCE = 8;
const ROUNDING = 1e-6;

const Share = z.strictObject({ key: Key.max(60), percent: z.number().positive('a share is above 0 %').max(100) });
type Share = z.infer<typeof Share>;

const config = z.strictObject({
  shares: z
    .array(Share)
    .min(2, 'give at least two shares')
    .max(20)
    .refine((shares) => new Set(shares.map(({ key }) => key)).size === shares.length, 'two shares have the same name')
    .refine((shares) => Math.abs(total(shares) - 100) < ROUNDING, {
      error: ({ input }) => `the shares add up to ${String(Number(total(input as Share[]).toFixed(4)))} %, not to 100 %`,
    })
    .meta({ title: 'shares' }),
});

const total = (shares: readonly Share[]): number => shares.reduce((sum, { percent }) => sum + percent, 0);

const share = ({ percent }: Share, at: number): Part => pick(`shares.${String(at)}.percent`, `${String(percent)} %`, 'a share');
const key = ({ key: name }: Share, at: number): Part => pick(`shares.${String(at)}.key`, name, 'a name');

export const split = defineKind({
  kind: 'split',
  version: 1,
  title: 'Split customers',
  group: 'check',
  config,
  exits: ({ shares }) => (shares ?? []).map(({ key: name }) => ({ name })),
  sentence: ({ shares }) => {
    if (!shares) return [say`Put ${pick('shares', undefined, 'shares')} of customers on each way, for good.`];
    if (shares.length > MOST_IN_ONE_SENTENCE) {
      const all = shares.map((one, at) => pick(`shares.${String(at)}`, `${String(one.percent)} % ${one.key}`, 'a share'));
      return [
        say`Put each customer, for good, on one of these: ${all.flatMap((part, at) => (at === 0 ? [part] : [{ text: ', ' }, part]))}.`,
      ];
    }
    const clauses = shares.map((one, at) =>
      at === 0
        ? say`${share(one, at)} of customers on ${key(one, at)}`
        : say`${at === shares.length - 1 ? ' and ' : ', '}${share(one, at)} on ${key(one, at)}`,
    );
    return [say`Put ${clauses.flat()}, for good.`];
  },
  lower: ({ shares }) => ({ shares }),
  examples: [
    {
      shares: [
        { key: 'A', percent: 50 },
        { key: 'B', percent: 50 },
      ],
    },
    {
      shares: [
        { key: 'short', percent: 90 },
        { key: 'long', percent: 10 },
      ],
    },
  ],
});
