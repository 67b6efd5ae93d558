import { saidOr } from '../../engine/asked.ts';
import type { Run } from '../../engine/step-context.ts';

interface Config {
  atMostMs: number;
  answers: string[];
  asTheme?: true;
}

/** An answer that is known already is taken without asking. One that becomes the theme is put on what they said first. */
export const run: Run = async (step) => {
  const { atMostMs, answers, asTheme } = step.config as unknown as Config;
  const asked = await step.act();
  if (!('exit' in asked) || asked.about === undefined) return asked;
  const waited = asked.exit === 'asked';
  const said = waited ? saidOr(await step.park({ what: 'reply', about: asked.about, atMostMs }), asked.about, 'timed-out') : asked;
  if (!asTheme || !('exit' in said) || !answers.includes(said.exit) || said.about === undefined) return said;
  const taken = await step.decide({ about: said.about });
  return 'exit' in taken ? said : taken;
};
