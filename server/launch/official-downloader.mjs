import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Runs in a process of its own: the downloaders cannot be stopped from outside and print as they please.
const [program, folder, version] = process.argv.slice(2);

async function downloadMongod() {
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js').then((module) => module.default);
  return MongoBinary.download({
    downloadDir: folder,
    version: (await import('mongodb-memory-server-core/lib/util/resolveConfig.js')).DEFAULT_VERSION,
    checkMD5: true,
  });
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
