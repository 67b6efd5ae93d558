import type { ActCall, ActResult, Ports } from '../ports.ts';
import type { SimulatedMessage, World } from './world.ts';
import { tell } from './world-messages.ts';

const idOf = ({ step, visit }: { step: string; visit: number }): string => `${step}#${String(visit)}`;

/** What steps ask of people, kept in memory: tasks, approvals, answers of the customer, and what is noted. */
export function worldAsking(world: World): Pick<Ports, 'tasks' | 'approvals' | 'replies' | 'notes'> {
  return {
    tasks: {
      give(call) {
        const id = idOf(call);
        if (!world.tasks.has(id)) world.tasks.set(id, 'open');
        return Promise.resolve({ exit: 'next', about: id });
      },
    },
    approvals: { ask: (call) => askFor(world, call) },
    replies: {
      await: (call) => Promise.resolve(call.about === undefined ? messageTo(world, call) : { exit: 'next' }),
      async ask(call) {
        if (call.about !== undefined) return { exit: 'next' };
        const told = await tell(world, call);
        return 'exit' in told && told.exit === 'sent' ? { exit: 'asked', about: idOf(call) } : told;
      },
    },
    notes: { set: (call) => Promise.resolve(note(world, call)) },
  };
}

async function askFor(world: World, call: ActCall): Promise<ActResult> {
  if (!call.ahead) return { exit: 'declined', code: 'no-message' };
  const id = idOf(call.ahead);
  if (!world.messages.has(id)) {
    const now = await world.clock();
    const message: SimulatedMessage = {
      id,
      call: { ...call, ...call.ahead },
      look: 'wanted',
      asked: true,
      notBefore: now,
      staleAfter: null,
      result: null,
      at: now,
    };
    world.messages.set(id, message);
  }
  return { exit: 'asked', about: id };
}

/** The latest message of these words that went. */
function messageTo(world: World, { config }: ActCall): ActResult {
  const sent = [...world.messages.values()].findLast(
    ({ call, result }) => call.config['template'] === config['to'] && result?.exit === 'sent',
  );
  return sent ? { exit: 'asked', about: sent.id } : { exit: 'timed-out', code: 'nothing-sent' };
}

function note(world: World, { config }: ActCall): ActResult {
  const { on, key, value, replace } = config as { on: 'customer' | 'feedback'; key: string; value: unknown; replace: boolean };
  const known = world[on].attributes[key];
  if (!replace && known !== undefined && known !== null) return { exit: 'next', code: 'was-there' };
  const attributes = { ...world[on].attributes, [key]: value };
  if (on === 'customer') world.customer = { ...world.customer, attributes };
  else world.feedback = { ...world.feedback, attributes };
  return { exit: 'next' };
}
