import { PARTS } from '../harness/deployment.ts';
import type { Part } from '../harness/deployment.ts';
import type { KillResult } from './kills.ts';

/** How far the kills have come, round by round. */
export interface KillTally {
  rounds: number;
  kills: Record<Part, number>;
  sent: number;
  unknown: number;
  atRisk: number;
  withheld: number;
  broken: { round: number; broken: string[] }[];
}

export const noKills = (): KillTally => ({
  rounds: 0,
  kills: { mongod: 0, temporal: 0, api: 0, worker: 0 },
  sent: 0,
  unknown: 0,
  atRisk: 0,
  withheld: 0,
  broken: [],
});

export const killsIn = ({ kills }: KillTally): number => PARTS.reduce((sum, part) => sum + kills[part], 0);

export function count(tally: KillTally, results: readonly KillResult[]): void {
  for (const { part, sent, unknown, atRisk, withheld } of results) {
    tally.kills[part] += 1;
    tally.sent += sent;
    tally.unknown += unknown;
    tally.atRisk += atRisk;
    tally.withheld += withheld;
  }
  const broken = results.flatMap((result) => result.broken);
  if (broken.length > 0) tally.broken.push({ round: tally.rounds, broken });
  tally.rounds += 1;
}

export function inOneLine(tally: KillTally): string {
  const each = PARTS.map((part) => `${String(tally.kills[part])} ${part}`).join(', ');
  return [
    `kills: ${String(killsIn(tally))} processes killed (${each})`,
    `${String(tally.sent)} messages sent`,
    `${String(tally.unknown)} unknown of ${String(tally.atRisk)} past the point of no return`,
    `${String(tally.withheld)} withheld for a reason`,
    `${String(tally.broken.reduce((sum, { broken }) => sum + broken.length, 0))} promises broken`,
  ].join(', ');
}
