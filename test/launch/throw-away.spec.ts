import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identityOf, stillRuns } from '../../server/launch/process-identity.mjs';
import { launchFolder, newFolder, run } from './console.ts';
import { eventually } from './eventually.ts';

const script = `
import { startThrowAwayServers } from ${JSON.stringify(join(launchFolder, 'throw-away.mjs'))};
import { readdirSync, readFileSync } from 'node:fs';
const servers = await startThrowAwayServers();
process.on('SIGINT', async () => { await servers.stop(); process.exit(0); });
const [folder] = readdirSync(process.env.TMPDIR).filter((name) => name.startsWith('loopwright-'));
console.log('started', folder, readFileSync(process.env.TMPDIR + '/' + folder + '/mongod/mongod.lock', 'utf8').trim());
setInterval(() => {}, 1000);
`;

describe('the servers of one run of tests', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('are gone with their folder once the run ends by %s', async (signal) => {
    const temporary = newFolder();
    const { child, says, ended } = run(['--input-type=module', '-e', script], { TMPDIR: temporary, MONGODB_URI: '', TEMPORAL_ADDRESS: '' });
    const [, folder = '', pid = ''] = /started (\S+) (\d+)/.exec(await says('started')) ?? [];
    const mongod = { pid: Number(pid), identity: identityOf(Number(pid)) };
    expect(stillRuns(mongod)).toBe(true);
    child.kill(signal);
    await ended;
    await eventually(() => !stillRuns(mongod) && !existsSync(join(temporary, folder)));
  });

  it('are gone as well when the run is killed before they were ready', async () => {
    const temporary = newFolder();
    const { child, ended } = run(['--input-type=module', '-e', script], { TMPDIR: temporary, MONGODB_URI: '', TEMPORAL_ADDRESS: '' });
    const lock = (): string | undefined =>
      readdirSync(temporary)
        .map((name) => join(temporary, name, 'mongod/mongod.lock'))
        .find((file) => existsSync(file) && readFileSync(file, 'utf8').trim() !== '');
    await eventually(() => lock() !== undefined);
    const pid = Number(readFileSync(lock() ?? '', 'utf8'));
    const mongod = { pid, identity: identityOf(pid) };
    child.kill('SIGKILL');
    await ended;
    await eventually(() => !stillRuns(mongod) && readdirSync(temporary).length === 0);
  });
});
