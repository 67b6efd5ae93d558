import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../../server/launch/process-identity.mjs';
import { launchFolder, newFolder, runToEnd } from './console.ts';

const start = (env: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number | null; printed: string }> =>
  runToEnd([join(launchFolder, 'start.mjs'), ...args], env);

describe('a start that cannot be', () => {
  it('names the busy port and one that is free', async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        resolve((server.address() as AddressInfo).port);
      });
    });
    const { code, printed } = await start({ PORT: String(port), LOOPWRIGHT_HOME: newFolder() });
    expect(printed).toMatch(new RegExp(`^Port ${String(port)} on 127.0.0.1 is already in use: .* for example PORT=\\d+ npm start\\.\n$`));
    expect(code).toBe(1);
  });

  it('names the process that already holds the home folder', async () => {
    const home = newFolder();
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'launcher.json'), JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }));
    const { code, printed } = await start({ LOOPWRIGHT_HOME: home });
    expect(printed).toContain(`Loopwright already runs from ${home} (process ${String(process.pid)}): stop that one first`);
    expect(printed.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('starts nothing where only its usage is asked for, or an option it does not know', async () => {
    const asked = await start({}, '--help');
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.printed).toContain('It takes no options; settings come from the environment');
    const mistyped = await start({}, '--port=4000');
    expect(mistyped).toEqual({
      code: 1,
      printed: 'npm start knows no --port=4000: it takes no options. What can be set: npm start -- --help\n',
    });
  });

  it('says that an address is not of this machine', async () => {
    const { code, printed } = await start({ HOST: '192.0.2.1', LOOPWRIGHT_HOME: newFolder() });
    expect(printed).toBe(
      'HOST is "192.0.2.1", which is no address of this machine (EADDRNOTAVAIL): use 127.0.0.1, 0.0.0.0 or an address it has.\n',
    );
    expect(code).toBe(1);
  });
});
