import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { command } from './command.mjs';
import { adminKeyIn, openHome } from './home.mjs';
import { launch } from './launch.mjs';
import { lookAhead } from './lookahead.mjs';
import { stopOrphans } from './orphans.mjs';
import { mustBeFree } from './ports.mjs';
import { prepare } from './prepare.mjs';
import { localUrl } from './product-services.mjs';
import { inProject } from './project.mjs';
import { readSettings } from './settings.mjs';
import { USAGE, asksForUsage } from './start-usage.mjs';
import { signInLine, signInLink } from './sign-in-link.mjs';
import { createStages } from './stages.mjs';
import { untilStopped } from './until-stopped.mjs';
import { watchAndRestart } from './watch.mjs';

const print = (line) => process.stdout.write(`${line}\n`);

command(async (args) => {
  if (asksForUsage(args)) {
    print(USAGE);
    return 0;
  }
  const stages = createStages(print);
  const early = readSettings();
  await lookAhead(early);
  const other = await prepare(stages, fileURLToPath(import.meta.url), args, [early.home]);
  if (other !== undefined) return other;

  const settings = readSettings();
  for (const name of settings.notYet) print(`${name} is set, but nothing in this version reads it yet.`);
  const home = openHome(settings.home);
  const { signal, stopped } = untilStopped();
  try {
    const orphans = await stopOrphans(home.lastRun());
    if (orphans.length > 0) print(`Left by an earlier run and stopped: ${orphans.join(', ')}`);
    if (settings.role !== 'worker') await mustBeFree(settings);
    await stages.run('Build', (log) => buildIfStale({ log, signal }));
    const running = await launch({ settings, home, stages, log: print, signal });
    const unwatch = args.includes('--watch') ? watchAndRestart(running.supervisor, print) : undefined;
    tellReady(settings, home, await linkOf(settings, home));
    await stopped();
    print('Stopping …');
    await unwatch?.();
    await running.stop();
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    home.leave();
  }
  return 0;
});

/** A start without a link is a start all the same. */
async function linkOf(settings, home) {
  if (settings.role === 'worker') return undefined;
  return signInLink(localUrl(settings), settings.adminKey ?? adminKeyIn(home.path)).catch(() => undefined);
}

function tellReady(settings, home, link) {
  print('');
  if (settings.role !== 'worker') {
    if (settings.demo === 'on' && !settings.smtpUrl) print('Demo: Halden Bikes, invented. Nothing leaves this machine.');
    if (!settings.adminKey) print(`The administrator's API key lies in ${home.file('admin-key').replace(inProject('/'), '')}`);
  }
  if (link) print(signInLine(link));
  print('Ctrl-C stops everything in order.');
  print(settings.role === 'worker' ? 'Loopwright is ready: a worker, without an address' : `Loopwright is ready: ${settings.publicUrl}`);
}
