import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTemporal } from '../../server/launch/services.mjs';
import { newFolder } from './console.ts';

/** Fails as Temporal does when one of the ports it picked was taken meanwhile, `failures` times, and then listens where it was told to. */
function unluckyTemporal(failures: number, saying = 'listen tcp 127.0.0.1:40071: bind: address already in use'): string {
  const folder = newFolder();
  const count = JSON.stringify(join(folder, 'count'));
  const program = join(folder, 'temporal');
  writeFileSync(
    program,
    `#!${process.execPath}
const { appendFileSync, readFileSync } = require('fs');
if (process.argv[2] === 'operator') process.exit(0);
appendFileSync(${count}, 'x');
if (readFileSync(${count}).length <= ${String(failures)}) {
  console.error(${JSON.stringify(saying)} + '\\n  at one\\n  at two\\n  at three\\n  at four\\n  at five');
  process.exit(1);
}
require('net').createServer().listen(Number(process.argv[process.argv.indexOf('--port') + 1]), '127.0.0.1');
`,
  );
  chmodSync(program, 0o755);
  return program;
}

describe('a server whose port somebody took in between', () => {
  it('is started again', async () => {
    const temporal = await startTemporal({ binary: unluckyTemporal(2), dir: newFolder() });
    expect(temporal.address).toMatch(/^127\.0\.0\.1:\d+$/);
    await temporal.kill9();
  });

  it('is given up after the third time, with what it said', async () => {
    await expect(startTemporal({ binary: unluckyTemporal(3), dir: newFolder() })).rejects.toThrow(/exit code 1.*address already in use/s);
  });

  it('is started again after a collapse, of which the beginning is told when it goes on', async () => {
    const temporal = await startTemporal({ binary: unluckyTemporal(1, 'panic: no free port'), dir: newFolder() });
    await temporal.kill9();
    await expect(startTemporal({ binary: unluckyTemporal(3, 'panic: no free port'), dir: newFolder() })).rejects.toThrow(
      'Its last lines:\n    panic: no free port\n      at one',
    );
  });

  it('is not tried again where the trouble would stay', async () => {
    const binary = unluckyTemporal(1, 'unable to open database file');
    await expect(startTemporal({ binary, dir: newFolder() })).rejects.toThrow(/exit code 1/);
  });
});
