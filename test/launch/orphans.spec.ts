import { spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { stopOrphans } from '../../server/launch/orphans.mjs';
import { identityOf, stillRuns } from '../../server/launch/process-identity.mjs';

async function leftRunning(script: string): Promise<{ pid: number; identity: string | undefined }> {
  const child = spawn(process.execPath, ['-e', `${script}; console.log('up'); setInterval(() => {}, 1000);`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const pid = child.pid ?? -1;
  return { pid, identity: identityOf(pid) };
}

describe('what a killed launcher left running', () => {
  it('is stopped in order, and its names are answered', async () => {
    const children = { mongod: await leftRunning(''), worker: await leftRunning(''), api: { pid: 2 ** 22 + 1, identity: 'long gone' } };
    expect(await stopOrphans({ children })).toEqual(['worker', 'mongod']);
    expect(stillRuns(children.mongod) || stillRuns(children.worker)).toBe(false);
  });

  it('is killed where it does not listen', async () => {
    const worker = await leftRunning(`process.on('SIGTERM', () => {})`);
    expect(await stopOrphans({ children: { worker } }, 200)).toEqual(['worker']);
    expect(stillRuns(worker)).toBe(false);
  });

  it('is never confused with a later process of the same number', async () => {
    const stranger = await leftRunning('');
    expect(await stopOrphans({ children: { worker: { ...stranger, identity: 'an earlier process' } } })).toEqual([]);
    expect(stillRuns(stranger)).toBe(true);
  });
});
