import { mustHold } from './demo-expect.mjs';
import { outboxOf, whom } from './demo-outbox.mjs';
import { count } from './demo-page.mjs';
import { until } from './demo-until.mjs';
import { stillRuns } from './process-identity.mjs';

const EVIDENCE = 'Compared 60 product pages with their checkout: equal.';
const TOLD_BEFORE_THE_KILL = 4;

/** Verifies, and kills the worker while it tells. Answers what it had in its hands, which nobody may touch for a minute. */
export async function tellEverybody({ api, page, signal, supervisor }, { improvement, covered }) {
  const path = `/api/improvements/${improvement.id}`;
  const progress = { told: 0 };
  const howFar = () => `${progress.told} of ${covered.length} told`;
  const look = async () => {
    const { sent, unknown } = await api.get(`${path}/release`);
    progress.told = sent + unknown;
  };
  page.chapter('It is verified, and they are told');
  page.say(`The evidence: “${EVIDENCE}”`);
  page.startClock();
  const { state, warnings = [] } = await api.post(`${path}/verify`, { evidence: EVIDENCE });
  mustHold(state === 'verified', `it was verified and is ${state}.`);
  page.timed(['Verified.', ...warnings].join(' '));

  const enough = () => look().then(() => progress.told >= TOLD_BEFORE_THE_KILL);
  const waiting = { everyMs: 20, say: () => page.timed(howFar()), otherwise: () => `only ${howFar()}.` };
  await until(signal, enough, waiting);
  const worker = supervisor.running().worker;
  process.kill(worker.pid, 'SIGKILL');
  page.timed(`${howFar()}. In the middle of it the worker is killed (kill -9).`);
  await until(signal, async () => !stillRuns(worker), { everyMs: 10, otherwise: () => 'the killed worker still runs.' });
  const hands = (await outboxOf(api, improvement)).inState('sending');

  const held = new Set(whom(hands));
  const rest = covered.filter(({ customerId }) => !held.has(customerId));
  const outbox = await until(
    signal,
    async () => {
      const now = await outboxOf(api, improvement);
      progress.told = new Set(whom(now.told)).size;
      const told = new Set(whom(now.told));
      return rest.every(({ customerId }) => told.has(customerId)) && now;
    },
    { ...waiting, everyMs: 250 },
  );
  page.timed(`${howFar()}: another worker went on in its place.`);
  if (outbox.underWay.length > 0)
    page.say(
      `The dead one had ${count(hands.length, 'message')} in its hands, and for a minute nobody else may touch them, so that two never write to one person. Meanwhile, what others got:`,
    );
  return { outbox };
}
