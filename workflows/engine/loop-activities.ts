import type { ActCall, ActResult, LoopActivities, Ports } from '../ports.ts';
import { ACTIVITIES } from '../steps/activities.ts';
import { own } from './own.ts';

/** What a walk asks of the outside, answered through the ports. Production and simulation share it. */
export function loopActivities(ports: Ports): LoopActivities {
  const perform = (call: ActCall): Promise<ActResult> => guarded(ports, call);
  return {
    park: (call) => ports.waits.park(call),
    settle: (call) => ports.waits.settle(call),
    finish: (call) => ports.loops.finish(call),
    decide: perform,
    act: perform,
  };
}

/** A loop that was ended or whose flow is paused does nothing more, whatever step it has reached. */
async function guarded(ports: Ports, call: ActCall): Promise<ActResult> {
  const { loop, generation, trail } = call;
  const standing = await ports.loops.standing({ loop, generation, trail });
  if (standing === 'over') return { over: true };
  if (standing === 'paused') return { paused: true };
  const activity = own(ACTIVITIES, call.kind);
  if (!activity) throw new Error(`no activity for kind ${call.kind}`);
  return activity(call, ports);
}
