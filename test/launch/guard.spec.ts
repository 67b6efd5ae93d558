import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { identityOf, stillRuns } from '../../server/launch/process-identity.mjs';
import { launchFolder, newFolder, run } from './console.ts';
import { eventually } from './eventually.ts';

function somebody(): { pid: number; identity: string | undefined } {
  const { pid = 0 } = spawn('sleep', ['60'], { stdio: 'ignore' });
  const process_ = { pid, identity: identityOf(pid) };
  onTestFinished(() => {
    if (stillRuns(process_)) process.kill(pid, 'SIGKILL');
  });
  return process_;
}

it('a guard ends whom it was told of and not told to forget, once the one it guards for is killed', async () => {
  const folder = join(newFolder(), 'guarded');
  mkdirSync(folder);
  const [first, forgotten, last] = [somebody(), somebody(), somebody()];
  const script = `
import { startGuard } from ${JSON.stringify(join(launchFolder, 'guard.mjs'))};
const guard = startGuard(${JSON.stringify(folder)});
guard.watchOver(${String(first.pid)});
guard.watchOver(${String(forgotten.pid)});
guard.forget(${String(forgotten.pid)});
guard.watchOver(${String(last.pid)});
console.log('watches');
setInterval(() => {}, 1000);`;
  const { child, says, ended } = run(['--input-type=module', '-e', script]);
  await says('watches');
  child.kill('SIGKILL');
  await ended;
  await eventually(() => !existsSync(folder));
  expect([first, forgotten, last].map(stillRuns)).toEqual([false, true, false]);
});
