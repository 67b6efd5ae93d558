import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserTests } from './browser-tests.mjs';
import { buildIfStale } from './build.mjs';
import { check } from './check.mjs';
import { command } from './command.mjs';
import { prepare } from './prepare.mjs';
import { inProject, projectRoot } from './project.mjs';
import { provideChromium, provideMongod, provideTemporal, provideTemporalTestServer } from './provision.mjs';
import { runShown } from './run-shown.mjs';
import { scratchEnvironment } from './scratch.mjs';
import { createStages } from './stages.mjs';
import { countTests, lastLine } from './test-counts.mjs';
import { untilStopped } from './until-stopped.mjs';

const print = (line) => process.stdout.write(`${line}\n`);
const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 };

command(async (args) => {
  const stages = createStages(print);
  const other = await prepare(stages, fileURLToPath(import.meta.url), args).catch(refused);
  if (other !== undefined) return other;

  const counts = { ...NO_COUNTS };
  const { signal } = untilStopped();
  const attempt = async (title, work) => {
    if (signal.aborted) return;
    try {
      await stages.run(title, work);
    } catch (error) {
      print(error.message);
      counts.failed += 1;
    }
  };
  await attempt('Servers', (say) => provide(say));
  await attempt('Check', (say) => check(say, { signal }));
  await attempt('Build', (log) => buildIfStale({ log, signal }));
  await attempt('Tests', async () => {
    const ran = await runTests(args);
    for (const key of Object.keys(NO_COUNTS)) counts[key] += ran[key];
    return lastLine(ran);
  });
  print(`\n${stages.finished.map(({ title, took }) => `${title} ${took}`).join(' · ')}`);
  print(lastLine(counts));
  if (signal.aborted) return 130;
  return counts.failed > 0 ? 1 : 0;
});

/** Where not even the packages could be installed the last line still says how the tests went. */
function refused(error) {
  print(error.message);
  print(lastLine({ ...NO_COUNTS, failed: 1 }));
  return 1;
}

async function provide(say) {
  if (!process.env.MONGODB_URI) await provideMongod(say);
  if (!process.env.TEMPORAL_ADDRESS) await provideTemporal(say);
  await provideTemporalTestServer(say);
  if (browserTests().length > 0) process.env.CHROMIUM_PATH = await provideChromium(say);
  return 'found';
}

async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'loopwright-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  try {
    const vitest = inProject('node_modules/vitest/vitest.mjs');
    const code = await runShown(process.execPath, [vitest, 'run', ...reporters, ...args], projectRoot, scratchEnvironment());
    return countTests(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
