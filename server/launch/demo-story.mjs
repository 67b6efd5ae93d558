import { tellAccount } from './demo-account.mjs';
import { showMessages } from './demo-messages.mjs';
import { countOnce } from './demo-once.mjs';
import { takeBack } from './demo-taking-back.mjs';
import { tellEverybody } from './demo-telling.mjs';
import { showWhoWaits } from './demo-waiting.mjs';

/** From waiting to telling to taking back. Each part asks the API anew, and hands on what it has learnt. */
export async function playStory(stage) {
  const { page } = stage;
  page.chapter('Halden Bikes');
  page.say('The company, its customers and their words are invented; the program, every message and every number are real.');
  const waiting = await showWhoWaits(stage);
  const telling = await tellEverybody(stage, waiting);
  const shown = await showMessages(stage, waiting, telling);
  const told = await countOnce(stage, waiting, telling);
  const takenBack = await takeBack(stage, waiting, told, shown);
  await tellAccount(stage, waiting, told, takenBack);
}
