import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { megabytes, seconds } from './amounts.mjs';
import { askVersion } from './ask-version.mjs';
import { canReach } from './can-reach.mjs';
import { folderSize, inStaging, keepInCache } from './cache-folder.mjs';
import { withHeartbeat } from './heartbeat.mjs';
import { runTool } from './run-tool.mjs';

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const DOWNLOADER = fileURLToPath(new URL('./official-downloader.mjs', import.meta.url));

/** The maker's own archive through the maker's or its client's downloader; undefined where that host cannot be reached. */
export async function fromOfficial(wanted, log) {
  const { title, program, official } = wanted;
  if (!(await canReach(official.host))) return undefined;
  return inStaging(async (staging) => {
    const since = Date.now();
    const download = () =>
      runTool(process.execPath, [DOWNLOADER, program, staging, official.version ?? ''], {
        env: { ...process.env, NODE_USE_ENV_PROXY: '1', npm_config_strict_ssl: 'true' },
        limitMs: DOWNLOAD_LIMIT_MS,
      });
    const { code, output } = await withHeartbeat(log, `${title}: downloading from ${official.host}`, download, {
      size: () => folderSize(staging),
    });
    const found = /^downloaded (.+)$/m.exec(output)?.[1];
    if (code !== 0 || !found) {
      log(`${title}: the download from ${official.host} failed (${output.trim().split('\n').at(-1)}); trying the next source`);
      return undefined;
    }
    chmodSync(found, 0o755);
    const version = (wanted.versionPattern && (await askVersion(wanted, found))) ?? official.version?.replace(/^v/, '');
    if (!version) return undefined;
    const size = megabytes(folderSize(staging));
    const ready = join(staging, 'ready');
    mkdirSync(ready);
    renameSync(found, join(ready, program));
    const path = keepInCache(program, version, ready);
    log(`${title} ${version}: ${size} downloaded in ${seconds(since)}`);
    return path;
  });
}
