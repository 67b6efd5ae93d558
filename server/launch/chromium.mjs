import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach } from './can-reach.mjs';
import { findOnPath, isExecutable } from './find-on-path.mjs';
import { withHeartbeat } from './heartbeat.mjs';
import { Refusal } from './refusal.mjs';
import { runTool } from './run-tool.mjs';

const LIMIT_MS = 10 * 60_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser for the browser tests: CHROMIUM_PATH, PATH, Playwright's own download, and on Debian as root apt-get. */
export async function provideChromium(log = () => {}) {
  const told = process.env.CHROMIUM_PATH;
  if (told && !isExecutable(told)) throw new Refusal(`CHROMIUM_PATH names ${told}, which is no program: let it name a Chromium.`);
  const path = told ?? onPath() ?? (await downloaded(log)) ?? (await installed(log));
  if (!path)
    throw new Refusal('The browser tests need Chromium: install it with `apt-get install -y chromium`, or let CHROMIUM_PATH name one.');
  log(`Chromium from ${path}`);
  return path;
}

const onPath = () => NAMES.map((name) => findOnPath(name)).find(Boolean);

async function downloaded(log) {
  const here = createRequire(import.meta.url);
  let folder;
  try {
    folder = dirname(here.resolve('playwright-core/package.json'));
  } catch {
    return undefined;
  }
  const path = () => here('playwright-core').chromium.executablePath();
  if (isExecutable(path())) return path();
  if (!(await canReach(process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? 'https://cdn.playwright.dev'))) return undefined;
  const install = () => runTool(process.execPath, [join(folder, 'cli.js'), 'install', 'chromium'], { limitMs: LIMIT_MS });
  await withHeartbeat(log, 'Chromium: downloading', install);
  return isExecutable(path()) ? path() : undefined;
}

async function installed(log) {
  if (process.getuid?.() !== 0 || !findOnPath('apt-get')) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => withHeartbeat(log, `Chromium: apt-get ${args[0]}`, () => runTool('apt-get', args, { env, limitMs: LIMIT_MS }));
  await apt('update');
  await apt('install', '-y', '--no-install-recommends', 'chromium');
  return onPath();
}
