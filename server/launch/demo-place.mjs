import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowed } from './allowed-values.mjs';
import { freePort } from './free-port.mjs';
import { startGuard } from './guard.mjs';
import { openHome } from './home.mjs';
import { readSettings } from './settings.mjs';

/**
 * A home that goes with this run, however it ends, and settings that owe nothing to the environment or to a `.env` file: servers of its
 * own on free ports, the demo in it, and no mail server, so that nothing can leave the machine.
 */
export async function openPlace() {
  const dir = mkdtempSync(join(tmpdir(), 'loopwright-demo-'));
  const guard = startGuard(dir);
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !Object.hasOwn(allowed, name)));
  const own = { PORT: String(await freePort()), LOOPWRIGHT_HOME: dir, LOOPWRIGHT_DEMO: 'on' };
  const settings = readSettings({ ...environment, ...own }, join(dir, '.env'));
  const home = openHome(dir);
  const recordRun = (run) => {
    for (const { pid } of Object.values(run.children)) guard.watchOver(pid);
    home.recordRun(run);
  };
  const remove = () => {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    guard.dismiss();
  };
  return { settings, home: { ...home, recordRun }, remove };
}
