import { mustHold, sameSet, sum } from './demo-expect.mjs';
import { outboxOf, whom } from './demo-outbox.mjs';
import { count } from './demo-page.mjs';
import { until } from './demo-until.mjs';

/** Waits until nothing is under way, and holds what was told against who was to be told. */
export async function countOnce({ api, page, signal }, waiting) {
  const { improvement, covered, several } = waiting;
  let outbox;
  const look = async () => {
    outbox = await outboxOf(api, improvement);
    return outbox.underWay.length === 0 && new Set(whom(outbox.told)).size >= covered.length;
  };
  const howFar = () => `${outbox.told.length} of ${covered.length} told, ${outbox.underWay.length} still in the dead worker's hands`;
  await until(signal, look, { everyMs: 500, say: () => page.timed(howFar()), otherwise: () => `only ${howFar()}.` });

  const { told } = outbox;
  const unknown = outbox.inState('unknown');
  const not = await addUp(api, waiting, told);
  const explained = await askWhy(api, waiting);
  mustHold(
    explained.told === told.length && explained.not === not,
    `asked why, the product says ${explained.told} were told and ${explained.not} were not.`,
  );
  page.timed(`${count(told.length, 'message')} to ${new Set(whom(told)).size} people: nobody twice, nobody forgotten.`);
  if (unknown.length > 0)
    page.say(
      `Of ${unknown.length} the handing over had begun as the worker died; whether it went through nobody can know. The outbox says “unknown”, and no machine sends again.`,
    );
  for (const person of several) page.say(throughOneFlow(waiting, outbox, person));
  return { told, unknown, not, explained };
}

/** Answers how many were not told. */
async function addUp(api, { improvement, covered, waiting }, told) {
  const people = new Set(whom(told)).size;
  mustHold(people === told.length, `${told.length} messages went to ${people} people, so somebody was told twice.`);
  mustHold(sameSet(whom(told), whom(covered)), 'others were told than those who were to be told.');
  const audience = await api.get(`/api/improvements/${improvement.id}/audience`);
  const not = sum(audience.not.map((reason) => reason.count));
  mustHold(
    audience.covered === people && people + not === waiting,
    `${people} told and ${not} not told are not the ${waiting} who waited.`,
  );
  return not;
}

/** Of everybody who waited, one by one: told or not, and each answer in words. */
async function askWhy(api, { improvement, people }) {
  const asked = people.map(({ customerId }) => api.get(`/api/customers/${customerId}/why?improvement=${improvement.id}`));
  const answers = (await Promise.all(asked)).filter(({ words }) => words.length > 0);
  const told = answers.filter((answer) => answer.told).length;
  return { told, not: answers.length - told };
}

function throughOneFlow({ flows, loops }, { told, all }, { customerId, name, loops: theirs }) {
  const message = told.find((one) => one.customerId === customerId);
  const { flowId } = loops.find(({ id }) => id === message.loopId);
  const withheld = all.filter((one) => one.customerId === customerId && one.reasonCode === 'already-told').length;
  mustHold(withheld === theirs.length - 1, `${name} waits in ${theirs.length} flows, and ${count(withheld, 'message')} were withheld.`);
  return `${name} heard through ${flows.find(({ id }) => id === flowId).name}; what the other flow had for them was withheld.`;
}
