import { mustHold } from './demo-expect.mjs';

/** What was promised and what came of it, each number counted from the API's answers. */
export async function tellAccount({ page }, waiting, { told, unknown, not, explained }, { corrected, waitAgain }) {
  const { improvement, loops, feedback, several } = waiting;
  const spoke = told.map(({ loopId }) => lastSpoke(loops, feedback, loopId));
  const before = spoke.filter((at) => at < Date.parse(improvement.shippedAt)).length;
  mustHold(before === told.length, `of ${told.length} told only ${before} spoke before it shipped.`);
  const people = new Set(told.map(({ customerId }) => customerId)).size;

  page.chapter('What was promised, and held');
  page.item('True:', `the ${before} who were told had all spoken before it shipped.`);
  page.item('Once:', `${told.length} messages to ${people} people, through a killed worker and ${several.length} in two flows.`);
  page.item('Not lost:', `${told.length} told (${unknown.length} of unknown outcome) and ${not} not told are all ${waiting.waiting}.`);
  page.item('Explained:', `asked one by one, ${explained.told} hear why they were told and ${explained.not} why not.`);
  page.item('Recalled:', `${corrected} corrections to the ${told.length - unknown.length} who surely were told; ${waitAgain} wait again.`);
  page.say('To start it for real, with an address to open: npm start');
}

/** A complaint that joined the loop later counts as well. */
function lastSpoke(loops, feedback, loopId) {
  const { feedbackId, joined } = loops.find(({ id }) => id === loopId);
  const theirs = feedback.filter(({ id }) => id === feedbackId || joined.includes(id));
  return Math.max(...theirs.map(({ occurredAt }) => Date.parse(occurredAt)));
}
