import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startTemporal } from '../../server/launch/services.mjs';
import { newFolder } from './console.ts';

/** Fails as Temporal does when one of the ports it picked was taken meanwhile, `failures` times, and then listens where it was told to. */
function unluckyTemporal(failures: number): string {
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
  console.error('listen tcp 127.0.0.1:40071: bind: address already in use');
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
});
