import { mustHold, sum } from './demo-expect.mjs';
import { count } from './demo-page.mjs';

/** Who waits and for what; and of the change that shipped, who would be told and who not. */
export async function showWhoWaits({ api, page }) {
  const [listed, loops, feedback, customers, shipped] = await Promise.all(
    ['/api/flows', '/api/loops?status=open', '/api/feedback', '/api/customers', '/api/improvements?state=shipped'].map((path) =>
      api.all(path),
    ),
  );
  mustHold(shipped.length === 1, `one change has shipped and is not verified, and not ${shipped.length}.`);
  const flows = await Promise.all(listed.map(({ id }) => api.get(`/api/flows/${id}`)));
  const [improvement] = shipped;
  const concerned = loops.filter(({ themes }) => themes.some((theme) => improvement.themes.includes(theme)));
  const flow = flows.toSorted((a, b) => inFlow(concerned, b) - inFlow(concerned, a))[0];

  page.say(
    `${count(feedback.length, 'piece')} of feedback from ${count(customers.length, 'customer')} came in, and ${count(flows.length, 'flow waits', 'flows wait')}:`,
  );
  for (const one of flows) showFlow(page, one, loops, one === flow);
  const waiting = { improvement, flow, flows, loops: concerned, feedback };
  return { ...waiting, ...(await showAudience({ api, page }, waiting)) };
}

const inFlow = (loops, { id }) => new Set(loops.filter(({ flowId }) => flowId === id).map(({ customerId }) => customerId)).size;

function showFlow(page, flow, loops, whole) {
  const entry = flow.sentences.find(({ about }) => about === 'entry');
  const wait = flow.sentences.find(({ text }) => text.startsWith('Wait until'));
  page.item('-', `${flow.name}: ${inFlow(loops, flow)} people wait. ${entry.text}${whole ? ` ${wait.text}` : ''}`);
}

async function showAudience({ api, page }, { improvement, flow, loops }) {
  const path = `/api/improvements/${improvement.id}/audience`;
  const [audience, people, messages] = await Promise.all([
    api.get(path),
    api.all(path, 'people'),
    api.all(`/api/messages?improvement=${improvement.id}`),
  ]);
  const waiting = new Set(loops.map(({ customerId }) => customerId)).size;
  const not = sum(audience.not.map((reason) => reason.count));
  mustHold(audience.covered + not === waiting, `${audience.covered} to be told and ${not} not to be told are not the ${waiting} who wait.`);
  mustHold(messages.length === 0, `nobody has verified anything, and still there are ${messages.length} messages.`);

  page.chapter(`${waiting} people wait to hear about ${improvement.title}`);
  page.say(
    `It shipped on ${onDay(improvement.shippedAt)}. Nobody has verified it, so nobody was told. Verifying it would tell ${audience.covered}:`,
  );
  const covered = people.filter((person) => person.covered);
  const several = covered.filter((person) => person.loops.length > 1);
  page.item(String(covered.length - several.length).padStart(2), `wait in one flow, ${flow.name}.`);
  for (const { name, loops: theirs } of several) page.item(' 1', `waits in ${theirs.length} flows and gets one message: ${name}.`);
  page.say(`It would not tell ${not}:`);
  for (const { count: number, words } of audience.not) if (number > 0) page.item(String(number).padStart(2), words);
  page.say(`${audience.covered} told and ${not} not told are the ${waiting} who wait.`);
  return { waiting, not, covered, several, people };
}

const onDay = (instant) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(instant));
