import { cacheFolder } from './cache-folder.mjs';
import { mustHaveSpace } from './disk-space.mjs';
import { installPackages } from './install.mjs';
import { projectRoot } from './project.mjs';
import { mustInstallHere, underNode24 } from './under-node24.mjs';

/**
 * What every command needs first, on any Node from 20 on: the machine looked at, the packages installed, and the rest run under Node 24.
 * Answers the exit code of that other run, or undefined where this process goes on itself.
 */
export async function prepare(stages, script, args, folders = []) {
  mustInstallHere();
  const already = process.env.LOOPWRIGHT_PREPARED === String(process.ppid);
  if (!already) {
    await stages.run(
      'Machine',
      async () => `Node ${process.versions.node}, ${await mustHaveSpace([projectRoot, cacheFolder(), ...folders])} free`,
    );
    await stages.run('Packages', installPackages);
  }
  // The run under Node 24 is our child and need not look again; what it starts itself must.
  process.env.LOOPWRIGHT_PREPARED = String(process.pid);
  const code = await underNode24(script, args);
  delete process.env.LOOPWRIGHT_PREPARED;
  return code;
}
