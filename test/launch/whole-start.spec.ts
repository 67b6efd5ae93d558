import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../server/launch/free-port.mjs';
import { stillRuns } from '../../server/launch/process-identity.mjs';
import { run, type Console } from './console.ts';
import { eventually } from './eventually.ts';
import { smallProject } from './small-project.ts';

interface Run {
  ports: Record<string, number>;
  children: Record<string, { pid: number; identity: string }>;
}

const start = (project: string, port: number): Console =>
  run([join(project, 'server/launch/start.mjs')], {
    PORT: String(port),
    LOOPWRIGHT_HOME: '.loopwright',
    ...{ MONGODB_URI: '', TEMPORAL_ADDRESS: '', LOOPWRIGHT_ADMIN_KEY: '' },
  });

const recorded = (project: string): Run => JSON.parse(readFileSync(join(project, '.loopwright/run.json'), 'utf8')) as Run;
const isReady = (port: number): string => `Loopwright is ready: http://localhost:${String(port)}`;

describe('npm start', () => {
  it('brings the four children up, keeps them up, takes over from a killed run, and ends them in order', async () => {
    const project = smallProject();
    const port = await freePort();
    const first = start(project, port);
    const told = await first.says(isReady(port));
    expect(told.trim().split('\n').at(-1)).toBe(isReady(port));
    expect(told).toContain(
      `Sign in: http://localhost:${String(port)}/sign-in#link=once  (works once, 30 minutes; npm run sign-in makes another)\n`,
    );
    const before = recorded(project);
    expect(Object.keys(before.children)).toEqual(['mongod', 'temporal', 'api', 'worker']);
    expect((await fetch(`http://127.0.0.1:${String(port)}/api/ready`)).status).toBe(200);

    const keyFile = join(project, '.loopwright/admin-key');
    const key = readFileSync(keyFile, 'utf8').trim();
    expect(statSync(join(project, '.loopwright')).mode & 0o777).toBe(0o700);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(told).not.toContain(key);
    expect(readFileSync(join(project, '.loopwright/logs/api.log'), 'utf8')).toContain(
      `key given mongodb://127.0.0.1:${String(before.ports['mongod'])}/loopwright?replicaSet=loopwright 127.0.0.1:${String(before.ports['temporal'])}`,
    );

    process.kill(before.children['mongod']?.pid ?? -1, 'SIGKILL');
    await first.says('mongod is back');
    expect(recorded(project).ports['mongod']).toBe(before.ports['mongod']);

    first.child.kill('SIGKILL');
    await first.ended;
    const left = Object.values(recorded(project).children);
    expect(left.every(stillRuns)).toBe(true);

    writeFileSync(join(project, 'knows-no-links'), '');
    const second = start(project, port);
    const toldAgain = await second.says(isReady(port));
    expect(toldAgain).not.toContain('Sign in:');
    expect(toldAgain).toContain('Left by an earlier run and stopped: worker, api, temporal, mongod');
    expect(toldAgain).toContain('Build: as built before');
    expect(left.some(stillRuns)).toBe(false);
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(key);

    const running = Object.values(recorded(project).children);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    const stops = second.printed().match(/^\w+(?= stopped)/gm);
    expect(stops).toEqual(['worker', 'api', 'temporal', 'mongod']);
    expect(running.some(stillRuns)).toBe(false);
    expect(existsSync(join(project, '.loopwright/launcher.json'))).toBe(false);
  }, 120_000);

  it('ends what it started when it is stopped half-way', async () => {
    const project = smallProject();
    const port = await freePort();
    const started = start(project, port);
    await started.says('MongoDB: 127.0.0.1');
    const { mongod } = recorded(project).children;
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(mongod && stillRuns(mongod)).toBe(false);
    await eventually(() => !existsSync(join(project, '.loopwright/launcher.json')));
  }, 60_000);
});
