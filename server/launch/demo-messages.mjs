import { mustHold } from './demo-expect.mjs';
import { timeToRead } from './demo-outbox.mjs';
import { count } from './demo-page.mjs';

const EASY_TO_READ = 120;
const DATES = /\b(\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})\b/g;

/** One message in full beside what its customer said, the beginnings of three more, and why somebody got none. */
export async function showMessages(stage, waiting, { outbox }) {
  const { page } = stage;
  const sent = outbox.inState('sent');
  const letters = sent.map((message) => ({ message, ...whoSaid(waiting, message) }));
  const [first] = letters
    .filter(({ said, loop }) => said.text && said.language === 'en' && loop.flowId === waiting.flow.id)
    .toSorted((a, b) => Math.abs(a.said.text.length - EASY_TO_READ) - Math.abs(b.said.text.length - EASY_TO_READ));
  mustHold(first !== undefined, 'nobody who wrote in English was told while the worker was away.');

  page.chapter(`${first.name} had said`);
  page.quote(first.said.text);
  page.say(`and was sent, by ${first.message.channel} (${first.message.reason}):`);
  showMessage(page, first.message);
  await timeToRead(stage, waiting, 8);

  page.say('Three others begin:');
  for (const { name, message } of othersUnlike(first, letters)) page.beginning('-', `${name}: ${openingOf(message)}`);
  const wordings = new Set(sent.map(wordingOf)).size;
  page.say(`Names, dates and links aside, the ${sent.length} sent so far are worded in ${count(wordings, 'way')}.`);
  await timeToRead(stage, waiting, 8);

  await answerWhyNot(stage, waiting);
  return first;
}

export function showMessage(page, { subject, text }) {
  page.quote(`${subject}\n\n${text}`);
}

async function answerWhyNot({ api, page }, { improvement, people }) {
  const not = people.filter(({ covered }) => !covered);
  const { customerId, name } = not.find(({ reasonCode }) => reasonCode === 'out-of-scope') ?? not[0];
  const { words } = await api.get(`/api/customers/${customerId}/why?improvement=${improvement.id}`);
  page.say(`Why not ${name.split(' ')[0]}? The product answers: ${words}`);
}

function whoSaid({ loops, feedback, people }, { loopId, customerId }) {
  const loop = loops.find(({ id }) => id === loopId);
  const said = feedback.find(({ id }) => id === loop.feedbackId);
  return { loop, said, name: people.find((person) => person.customerId === customerId).name ?? 'Somebody without a name' };
}

const openingOf = ({ text }) => text.split('\n\n')[1];
const kindOfOpening = ({ message }) => openingOf(message).split(' ').slice(0, 2).join(' ');

/** The first that open otherwise than those before; where wordings run out, whoever comes next. */
function othersUnlike(first, letters) {
  const chosen = [first];
  const others = letters.filter((one) => one !== first);
  for (const one of others) if (!chosen.some((before) => kindOfOpening(before) === kindOfOpening(one))) chosen.push(one);
  return [...new Set([...chosen.slice(1), ...others])].slice(0, 3);
}

/** What is left of a message without what differs from customer to customer anyway: greeting, dates, addresses, footer. */
function wordingOf({ text }) {
  const paragraphs = text.split('\n\n').slice(1, -1);
  return paragraphs
    .join('\n')
    .replace(/https?:\S+/g, '')
    .replace(DATES, '');
}
