import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './command.mjs';
import { adminKeyIn, runningIn } from './home.mjs';
import { localUrl } from './product-services.mjs';
import { Refusal } from './refusal.mjs';
import { readSettings } from './settings.mjs';
import { signInLine, signInLink } from './sign-in-link.mjs';

/** Prints another one-time link for the instance that runs from this home. */
command(async () => {
  const settings = readSettings();
  const run = runningIn(settings.home);
  if (!run?.children?.api)
    throw new Refusal(
      `Nothing to sign in to runs from ${settings.home}: start it with \`npm start\`, or let LOOPWRIGHT_HOME name the home of the one you mean.`,
    );
  const url = localUrl({ host: settings.host, port: run.ports.api });
  process.stdout.write(`${signInLine(await signInLink(url, settings.adminKey ?? keptKey(settings.home)))}\n`);
});

/** Nothing is made here: without one of its own the home's instance was given its key. */
function keptKey(home) {
  return existsSync(join(home, 'admin-key')) ? adminKeyIn(home) : '';
}
