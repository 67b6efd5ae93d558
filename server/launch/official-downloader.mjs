import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runs in a process of its own: the downloaders cannot be stopped from outside and print as they please.
const [program, folder, version] = process.argv.slice(2);

async function downloadMongod() {
  const from = (name) => import(`mongodb-memory-server-core/lib/util/${name}.js`);
  const [{ MongoBinary }, { DryMongoBinary }, { DEFAULT_VERSION }] = await Promise.all(
    ['MongoBinary', 'DryMongoBinary', 'resolveConfig'].map(from),
  );
  // Not its getPath, which would also find what other projects keep, and that is not ours to move.
  const options = await DryMongoBinary.generateOptions({ version: DEFAULT_VERSION, downloadDir: folder });
  return MongoBinary.download({ ...options, downloadDir: folder, platform: process.platform, checkMD5: true });
}

/** The downloader of the SDK fetches a server by starting it, so it is started and ended at once. */
async function downloadTemporal() {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = { type: 'cached-download', downloadDir: folder, version };
  const environment =
    program === 'temporal'
      ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
      : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  await environment.teardown();
  const [file] = readdirSync(folder).filter((name) => !name.endsWith('.lock') && name !== 'ready');
  return join(folder, file);
}

const path = program === 'mongod' ? await downloadMongod() : await downloadTemporal();
process.stdout.write(`downloaded ${path}\n`);
process.exit(0);
