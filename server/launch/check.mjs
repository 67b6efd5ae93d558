import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from './command.mjs';
import { prepare } from './prepare.mjs';
import { inProject, projectRoot } from './project.mjs';
import { runTool } from './run-tool.mjs';
import { everythingsFingerprint } from './sources.mjs';
import { createStages } from './stages.mjs';

/** The longest first, so that the two hands end at about the same time. */
const PARTS = ['lint', 'types', 'imports', 'dead', 'format'];
const AT_ONCE = 2;
const LIMIT_MS = 20 * 60_000;
const STAMP = inProject('node_modules/.cache/loopwright/checked');

/** Throws with what the parts that failed say. Where no file has changed since all passed, nothing runs again, unless CI asks. */
export async function check(say, { signal } = {}) {
  const fingerprint = everythingsFingerprint();
  if (!process.env.CI && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint)
    return 'passed before, and nothing has changed since';
  rmSync(STAMP, { force: true });
  const left = [...PARTS];
  const failed = [];
  const hand = async () => {
    for (let part = left.shift(); part && !signal?.aborted; part = left.shift()) {
      const since = Date.now();
      const { code, output } = await runTool('npm', ['run', '--silent', `check:${part}`], { cwd: projectRoot, limitMs: LIMIT_MS, signal });
      say(`${part}: ${code === 0 ? 'passed' : 'failed'}, ${((Date.now() - since) / 1000).toFixed(1)} s`);
      if (code !== 0) failed.push(`npm run check:${part}\n${output.trim()}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  if (failed.length > 0) throw new Error(failed.join('\n\n'));
  signal?.throwIfAborted();
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, fingerprint);
  return 'passed';
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  command(async (args) => {
    const stages = createStages();
    const other = await prepare(stages, fileURLToPath(import.meta.url), args);
    if (other !== undefined) return other;
    try {
      await stages.run('Check', (say) => check(say));
      return 0;
    } catch (error) {
      process.stdout.write(`${error.message}\n`);
      return 1;
    }
  });
