import { startProduct } from '../system/product.ts';
import { KILLS_A_ROUND, Kills } from './kills.ts';
import type { KillResult } from './kills.ts';
import { count, killsIn } from './kill-tally.ts';
import type { KillTally } from './kill-tally.ts';

export const MAIL_TAKES_MS = 40;

/** Rounds of kills until there are enough or the time is over. A round's accounts are closed while the next one goes on. */
export async function killUntil(wanted: number, until: number, tally: KillTally, save: () => Promise<void>): Promise<void> {
  if (killsIn(tally) >= wanted || Date.now() > until) return;
  const { deployment, mail, stop } = await startProduct({ answersAfterMs: MAIL_TAKES_MS });
  const kills = await Kills.open(deployment, mail);
  let begun = killsIn(tally);
  let last: Promise<KillResult[]> | null = null;
  const close = async (): Promise<void> => {
    if (!last) return;
    count(tally, await last);
    await save();
    process.stderr.write(`kills: ${String(killsIn(tally))} of ${String(wanted)}, ${String(tally.broken.length)} rounds broken\n`);
  };
  try {
    for (let round = tally.rounds; begun < wanted && Date.now() < until; round += 1) {
      const { settled } = await kills.round(round, wanted - begun);
      begun += Math.min(KILLS_A_ROUND, wanted - begun);
      await close();
      last = settled;
    }
    await close();
    const ended = deployment.ended.map(({ part, code }) => `${part} ended by itself (${String(code)})`);
    if (ended.length > 0) tally.broken.push({ round: tally.rounds, broken: ended });
  } catch (error) {
    tally.broken.push({ round: tally.rounds, broken: [error instanceof Error ? error.message : String(error)] });
  } finally {
    await save();
    await kills.close();
    await stop();
  }
}
