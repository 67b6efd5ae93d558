import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAIL_TAKES_MS } from '../faults/kill-campaign.ts';
import { count, inOneLine, noKills } from '../faults/kill-tally.ts';
import { KILLS_A_ROUND, Kills } from '../faults/kills.ts';
import type { KillResult } from '../faults/kills.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';

let product: Product;
let results: KillResult[];
beforeAll(async () => {
  product = await startProduct({ answersAfterMs: MAIL_TAKES_MS });
  const kills = await Kills.open(product.deployment, product.mail);
  results = await (await kills.round(0)).settled;
  await kills.close();
  const tally = noKills();
  count(tally, results);
  process.stderr.write(`  ${inOneLine(tally)}\n`);
}, 900_000);
afterAll(() => product.stop());

describe('worker, mongod, temporal and api, each killed in the middle of taking feedback in and of telling', () => {
  it('are eight kills', () => {
    expect(results).toHaveLength(KILLS_A_ROUND);
  });

  it('lose no feedback, tell everybody who was due once or say why not, and nobody else', () => {
    expect(results.flatMap(({ broken }) => broken)).toEqual([]);
  });

  it('make nothing end that was not killed', () => {
    expect(product.deployment.ended).toEqual([]);
  });
});
