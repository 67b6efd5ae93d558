import type { Run } from '../../engine/step-context.ts';

/** A customer in the comparison group is not told for good: the loop ends here, whatever the flow does about messages not sent. */
export const run: Run = async (step) => {
  const result = await step.act();
  const compared = 'exit' in result && result.exit === 'withheld' && result.code === 'comparison-group';
  return compared ? { ...result, ending: { end: 'ended', code: 'compared' } } : result;
};
