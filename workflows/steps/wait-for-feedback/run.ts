import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';
import type { ScoreWanted } from '../../terms/next-score.ts';

export const run: Run = async (step) => {
  const { atMostMs, ...wanted } = step.config as unknown as ScoreWanted & { atMostMs: number };
  const outcome = await step.park({ what: 'score', wanted, atMostMs });
  const said = saidOr(outcome, '', 'timed-out');
  if (!('exit' in said)) return said;
  const { about, ...rest } = said;
  return about ? said : rest;
};
