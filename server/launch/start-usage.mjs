import { Refusal } from './refusal.mjs';

export const USAGE = `npm start: brings what is missing, builds, starts MongoDB, Temporal, the API and the worker, and prints the address.
It takes no options; settings come from the environment or a file .env beside package.json, as .env.example shows them: PORT (3000), HOST,
PUBLIC_URL, LOOPWRIGHT_HOME (.loopwright), LOOPWRIGHT_DEMO (on or off), SMTP_URL and others. npm run dev restarts what changed.`;

/** Whether only the usage is asked for. What start does not know is refused before anything is started. */
export function asksForUsage(args) {
  if (args.includes('--help') || args.includes('-h')) return true;
  const unknown = args.find((one) => one !== '--watch');
  if (unknown !== undefined) throw new Refusal(`npm start knows no ${unknown}: it takes no options. What can be set: npm start -- --help`);
  return false;
}
