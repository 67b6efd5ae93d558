import { mustHold, sameSet } from './demo-expect.mjs';
import { showMessage } from './demo-messages.mjs';
import { outboxOf, whom } from './demo-outbox.mjs';
import { until } from './demo-until.mjs';

const RETRACTION = {
  reason: 'The basket of the app still adds the tax at the end.',
  whatIsTrue: 'The shop shows prices with tax; the basket of the app still adds it on its last page.',
  correct: true,
};

/** It turns out not to hold: whoever was told gets one correction, and waits again. */
export async function takeBack({ api, page, signal }, { improvement }, { told, unknown }, shown) {
  page.chapter('It turns out not to be true, and is taken back');
  page.say(`The reason: “${RETRACTION.reason}”`);
  page.startClock();
  const recalled = await api.post(`/api/improvements/${improvement.id}/retract`, RETRACTION);
  const sure = told.filter(({ state }) => state === 'sent');
  mustHold(
    recalled.told === sure.length && recalled.unknown === unknown.length,
    `${sure.length} were told and ${unknown.length} unknown, and taking it back found ${recalled.told} and ${recalled.unknown}.`,
  );
  const toAPerson = unknown.length > 0 ? ` What to do about the ${unknown.length} unknown is for a person.` : '';
  page.timed(`${recalled.told} get one correction each; ${recalled.stopped} on their way are stopped.${toAPerson}`);

  let now;
  const look = async () => {
    now = await outboxOf(api, improvement, 'correction');
    return now.told.length >= sure.length && now.underWay.length === 0;
  };
  const howFar = () => `${now.told.length} of ${sure.length} corrected`;
  await until(signal, look, { everyMs: 250, say: () => page.timed(howFar()), otherwise: () => `only ${howFar()}.` });
  mustHold(now.told.length === new Set(whom(now.told)).size, 'somebody was corrected twice.');
  mustHold(sameSet(whom(now.told), whom(sure)), 'others were corrected than those who were told.');
  const waitAgain = await untilTheyWait({ api, page, signal }, sure);
  page.timed(`${howFar()}, each once, and their ${waitAgain} loops wait again.`);
  page.say(`${shown.name} was sent:`);
  showMessage(
    page,
    now.told.find(({ customerId }) => customerId === shown.message.customerId),
  );
  return { corrected: now.told.length, waitAgain };
}

/** Their point is open again, as the correction says: each loop stands at a wait once more. */
async function untilTheyWait({ api, page, signal }, sure) {
  const loops = sure.map(({ loopId }) => loopId);
  let waiting = 0;
  const look = async () => {
    const open = (await api.all('/api/loops?status=open')).filter(({ at }) => at !== null).map(({ id }) => id);
    waiting = loops.filter((id) => open.includes(id)).length;
    return waiting === loops.length;
  };
  const howFar = () => `${waiting} of ${loops.length} loops wait again`;
  await until(signal, look, { everyMs: 250, say: () => page.timed(howFar()), otherwise: () => `only ${howFar()}.` });
  return waiting;
}
