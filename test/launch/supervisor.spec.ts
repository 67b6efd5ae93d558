import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identityOf, stillRuns } from '../../server/launch/process-identity.mjs';
import { createSupervisor, type Service, type Supervisor } from '../../server/launch/supervisor.mjs';
import { newFolder } from './console.ts';
import { eventually } from './eventually.ts';

const sayReady = `process.send({ ready: true });`;
const stay = `setInterval(() => {}, 1000);`;

const service = (name: string, script: string, more: Partial<Service> = {}): Service => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  ipc: true,
  ready: (child) =>
    new Promise((resolve) =>
      child.once('message', () => {
        resolve();
      }),
    ),
  ...more,
});

interface Supervised {
  supervisor: Supervisor;
  told: string[];
  folder: string;
}

function supervised(): Supervised {
  const folder = newFolder();
  const told: string[] = [];
  const supervisor = createSupervisor({ logFile: (name) => join(folder, `${name}.log`), log: (line) => told.push(line), firstPauseMs: 20 });
  onTestFinished(() => supervisor.stop());
  return { supervisor, told, folder };
}

const pidOf = (supervisor: Supervisor, name: string): number => supervisor.running()[name]?.pid ?? -1;

describe('a child that ends on its own', () => {
  it('is told with its last lines and started again', async () => {
    const { supervisor, told } = supervised();
    await supervisor.start(service('worker', `console.log('no more memory'); ${sayReady} ${stay}`));
    const first = pidOf(supervisor, 'worker');
    process.kill(first, 'SIGKILL');
    await eventually(() => told.some((line) => line.startsWith('worker is back')));
    expect(told[0]).toBe('worker ended unexpectedly (signal SIGKILL); starting it again in 0.02 s. Its last lines:\n    no more memory');
    expect(pidOf(supervisor, 'worker')).not.toBe(first);
  });

  it('is waited for twice as long each time', async () => {
    const { supervisor, told } = supervised();
    await supervisor.start(service('api', `${sayReady} setTimeout(() => process.exit(7), 10);`));
    const pauses = (): string[] => told.flatMap((line) => /exit code 7\); starting it again in ([\d.]+) s/.exec(line)?.[1] ?? []);
    await eventually(() => pauses().length >= 4);
    expect(pauses().slice(0, 4)).toEqual(['0.02', '0.04', '0.08', '0.16']);
  });
});

describe('a child that does not come up the first time', () => {
  it('fails the start with what it said last', async () => {
    const { supervisor } = supervised();
    const start = supervisor.start(service('api', `console.error('MONGODB_URI is wrong'); process.exit(3);`));
    await expect(start).rejects.toThrow('api ended before it was ready (exit code 3). Its last lines:\n    MONGODB_URI is wrong');
  });

  it('fails the start when it stays silent too long', async () => {
    const { supervisor } = supervised();
    await expect(supervisor.start(service('api', stay, { readyLimitMs: 300 }))).rejects.toThrow('api was not ready within 0.3 s');
  });

  it('fails the start when its program is not there', async () => {
    const { supervisor } = supervised();
    await expect(supervisor.start(service('mongod', '', { command: '/no/mongod', ipc: false }))).rejects.toThrow(
      'mongod ended before it was ready (spawn /no/mongod ENOENT)',
    );
  });
});

describe('stopping', () => {
  it('ends the children one after the other, last started first', async () => {
    const { supervisor, told, folder } = supervised();
    const order = join(folder, 'order');
    const polite = (name: string): string =>
      `process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(order)}, '${name} '); process.exit(0); }); ${sayReady} ${stay}`;
    for (const name of ['mongod', 'temporal', 'api', 'worker']) await supervisor.start(service(name, polite(name)));
    await supervisor.stop();
    expect(readFileSync(order, 'utf8')).toBe('worker api temporal mongod ');
    expect(told.map((line) => line.replace(/ \(.*/, ''))).toEqual(['worker stopped', 'api stopped', 'temporal stopped', 'mongod stopped']);
  });

  it('kills one that does not listen once its time is up', async () => {
    const { supervisor } = supervised();
    await supervisor.start(service('worker', `process.on('SIGTERM', () => {}); ${sayReady} ${stay}`, { stopLimitMs: 200 }));
    const pid = pidOf(supervisor, 'worker');
    const identity = identityOf(pid);
    await supervisor.stop();
    expect(stillRuns({ pid, identity })).toBe(false);
  });

  it('does not bring back one that was about to be started again', async () => {
    const { supervisor, told, folder } = supervised();
    const count = join(folder, 'count');
    await supervisor.start(
      service('api', `require('fs').appendFileSync(${JSON.stringify(count)}, 'x'); ${sayReady} setTimeout(() => process.exit(1), 10);`),
    );
    await eventually(() => told.some((line) => line.includes('0.16 s')));
    await supervisor.stop();
    const started = readFileSync(count, 'utf8').length;
    await expect(supervisor.start(service('api', stay))).rejects.toThrow('everything is being stopped');
    expect(existsSync(count) && readFileSync(count, 'utf8').length).toBe(started);
  });
});
