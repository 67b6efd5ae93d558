import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { command } from './command.mjs';
import { prepare } from './prepare.mjs';
import { projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runShown } from './run-shown.mjs';
import { createStages } from './stages.mjs';
import { startThrowAwayServers } from './throw-away.mjs';

/** `run.mjs FILE …`: runs one TypeScript file of the test folder against a database and a Temporal of its own. */
command(async (args) => {
  const [file, ...rest] = args;
  if (!file) throw new Refusal('Say which file to run: node server/launch/run.mjs FILE [its arguments].');
  // Stages go to stderr: what the file prints is its result, and may be JSON for another program.
  const stages = createStages((line) => process.stderr.write(`${line}\n`));
  const other = await prepare(stages, fileURLToPath(import.meta.url), args);
  if (other !== undefined) return other;
  await stages.run('Build', (log) => buildIfStale({ log }));
  const servers = await stages.run('Servers', async (log) => ({ ...(await startThrowAwayServers({ log })), words: 'started' }));
  const env = { ...process.env, MONGODB_URI: servers.mongodbUri, TEMPORAL_ADDRESS: servers.temporalAddress };
  try {
    return await runShown(
      process.execPath,
      ['--enable-source-maps', '--conditions=source', '--import', 'tsx', resolve(file), ...rest],
      projectRoot,
      env,
    );
  } finally {
    await servers.stop();
  }
});
