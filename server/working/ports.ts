import type { Ports } from '@loopwright/workflows/ports';
import { Replies } from '../answers/replies.ts';
import type { Clock } from '../clock.ts';
import { customerFacts, feedbackFacts, loadFacts } from '../loops/facts.ts';
import { Finishing } from '../loops/finish.ts';
import { drawShare } from '../loops/draw.ts';
import { standingOf } from '../loops/standing.ts';
import { setAttribute } from '../noting/noting.ts';
import type { Models } from '../storage/models.ts';
import { giveTask } from '../tasks/giving.ts';
import type { Protocols } from './protocols.ts';

/** What kinds' activities reach: the protocols, and the two ways to other systems. */
export function portsOf(
  db: Models,
  clock: Clock,
  {
    parking,
    settling,
    ledger,
    approvals,
    answeredThemes,
    recalling,
  }: Pick<Protocols, 'parking' | 'settling' | 'ledger' | 'approvals' | 'answeredThemes' | 'recalling'>,
  others: Pick<Ports, 'webhooks' | 'notices'>,
): Ports {
  const replies = new Replies(db, clock, ledger, answeredThemes);
  const finishing = new Finishing(db, clock);
  return {
    loops: {
      standing: (carried) => standingOf(db, carried),
      facts: async (ref) => {
        const facts = (await loadFacts(db, [ref.loop])).get(ref.loop);
        if (!facts) throw new Error('loop-facts-missing');
        return { customer: customerFacts(facts.customer), feedback: feedbackFacts(facts.feedback) };
      },
      finish: async (call) => recalling.closedLate(await finishing.finish(call)),
    },
    waits: { park: (call) => parking.park(call), settle: (call) => settling.settle(call) },
    splits: { draw: (call) => drawShare(db, call) },
    messages: { tell: (call) => ledger.tell(call) },
    approvals: { ask: (call) => approvals.ask(call) },
    replies: { await: (call) => replies.await(call), ask: (call) => replies.ask(call) },
    notes: { set: (call) => setAttribute(db, clock, call) },
    tasks: { give: (call) => giveTask(db, clock, call) },
    ...others,
  };
}
