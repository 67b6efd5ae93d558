import { backtest } from '@loopwright/workflows/backtest';
import { nextOpenIn } from '../../../server/trying/next-open.ts';
import { people, replay } from './people.ts';

export interface Rate {
  feedback: number;
  seconds: number;
  /** A second of the wall clock, and of this process's processor time: others may be at work here. */
  perSecond: number;
  perProcessorSecond: number;
}

/** Rows that are there already, everything else included: entry, joining, the walk, hours, cap, counts. */
export async function inMemory(feedback: number): Promise<Rate & { entered: number; told: number }> {
  const pages = [...people(feedback)];
  const begun = performance.now();
  const used = process.cpuUsage();
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* rows() {
    yield* pages;
  }
  const [book] = await backtest([replay(nextOpenIn({ from: 8, to: 20 }))], rows());
  const { user, system } = process.cpuUsage(used);
  const seconds = (performance.now() - begun) / 1000;
  const counted = (key: string): number => book?.counts.get(key)?.loops ?? 0;
  return {
    feedback,
    seconds,
    perSecond: feedback / seconds,
    perProcessorSecond: feedback / ((user + system) / 1e6),
    entered: counted('entered'),
    told: counted('told'),
  };
}
