import type { FinishCall, Ports } from '../ports.ts';
import { drawShare } from '../steps/split/draw-share.ts';
import type { World } from './world.ts';
import { worldAsking } from './world-asking.ts';
import { tell } from './world-messages.ts';
import { keep } from './world-trail.ts';
import { worldWaits } from './world-waits.ts';

/** The ports of one simulated loop: the same promises as the database's, kept in memory. */
export function worldPorts(world: World): Ports {
  return {
    loops: {
      standing(carried) {
        keep(world, carried);
        return Promise.resolve(world.over ? 'over' : world.paused ? 'paused' : 'open');
      },
      facts: () => Promise.resolve({ customer: world.customer, feedback: world.feedback }),
      finish(call) {
        keep(world, call);
        world.ending ??= endingOf(world, call);
        return Promise.resolve();
      },
    },
    waits: worldWaits(world),
    splits: {
      draw({ step, shares }) {
        const before = world.draws?.[step];
        const stands = before !== undefined && shares.some(({ key }) => key === before);
        return Promise.resolve(stands ? before : drawShare(`${world.customerId}#${step}`, shares));
      },
    },
    messages: { tell: (call) => tell(world, call) },
    webhooks: { call: ({ step }) => Promise.resolve(world.answers?.[step] ?? { exit: 'answered' }) },
    ...worldAsking(world),
    notices: { tell: ({ step }) => Promise.resolve(world.answers?.[step] ?? { exit: 'delivered' }) },
  };
}

/** A loop that is to close without a message that went, may have gone, or was merged, ends as not told. */
function endingOf(world: World, { loop: _loop, generation: _generation, trail: _trail, ...ending }: FinishCall): World['ending'] {
  const told = [...world.messages.values()].some(({ result }) => result?.exit === 'sent');
  return ending.end === 'closed' && !told ? { end: 'ended', code: 'not-told' } : ending;
}
