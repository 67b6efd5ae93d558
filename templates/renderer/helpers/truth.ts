import { TemplateRefusal } from '../refusal.ts';
import { CLAIM } from '../stretches.ts';
import { block, type HelperSet } from './helper.ts';

/** What may be said only where it is so: a change from the verified improvement in hand, a no from a decline in hand. */
export const truth: HelperSet = ({ input }) => ({
  claim: block(({ body }) => {
    if (input.claimProblem !== undefined) throw new TemplateRefusal('claim-without-improvement', input.claimProblem, 'improvement');
    return `${CLAIM.open}${body()}${CLAIM.close}`;
  }),
  decision: block(({ body }) => {
    if (!input.decided) throw new TemplateRefusal('decision-without-decline', 'No decision against it is in hand.', 'decision');
    return body();
  }),
  promise: block(({ body }) => body()),
});
