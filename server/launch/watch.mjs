import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { inProject, projectRoot } from './project.mjs';
import { runTool } from './run-tool.mjs';

/** Editors write a file in several steps. */
const SETTLED_MS = 200;

/** Restarts the worker and the api once a changed source compiles clean, or a template's words changed. Answers how to end it. */
export function watchAndRestart(supervisor, log) {
  const compiler = spawn(process.execPath, [inProject('node_modules/typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let first = true;
  let work = Promise.resolve();
  const changed = async () => {
    const { code, output } = await runTool(process.execPath, [inProject('workflows/dist/temporal/bundle.js')], { limitMs: 120_000 });
    if (code !== 0) return log(`The workflow bundle failed, so the running one stays:\n${output.trim()}`);
    for (const name of ['worker', 'api']) if (supervisor.running()[name]) await supervisor.restart(name);
    return log('Changed: worker and api run the new code');
  };
  compiler.stdout.setEncoding('utf8').on('data', (chunk) => {
    for (const line of chunk.split('\n')) {
      if (/error TS/.test(line)) log(line);
      if (!/Found \d+ error/.test(line)) continue;
      // The first clean compilation only finds what was built before the start.
      if (/Found 0 errors/.test(line) && !first) work = work.then(changed);
      first = false;
    }
  });
  let soon;
  const words = watch(inProject('templates'), { recursive: true }, (_event, name) => {
    if (!/^(?!dist).*\.(hbs|json)$/.test(name ?? '')) return;
    clearTimeout(soon);
    soon = setTimeout(() => (work = work.then(changed)), SETTLED_MS);
  });
  return async () => {
    words.close();
    clearTimeout(soon);
    compiler.kill();
    await work;
  };
}
