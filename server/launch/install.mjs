import { createWriteStream, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from './installed.mjs';
import { projectRoot } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runTool } from './run-tool.mjs';
import { seconds } from './amounts.mjs';

const LIMIT_MS = 20 * 60_000;
const UNREACHABLE = /E(NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH)|ERR_SOCKET_TIMEOUT/;

/** Runs `npm ci` where needed. npm's own words go to a file, of which the end is shown if it fails. */
export async function installPackages(log) {
  if (isInstalled()) return 'as locked';
  const since = Date.now();
  const logFile = join(tmpdir(), `loopwright-npm-${process.pid}.log`);
  const file = createWriteStream(logFile);
  let fetched = 0;
  const told = setInterval(() => log(`npm ci … ${fetched} packages fetched, ${seconds(since)}`), 4_000);
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=http',
    '--progress=false',
    '--fetch-retries=2',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=10000',
  ];
  const { code, output } = await runTool('npm', args, {
    cwd: projectRoot,
    limitMs: LIMIT_MS,
    onOutput: (chunk) => {
      file.write(chunk);
      fetched += String(chunk).match(/http fetch GET 200/g)?.length ?? 0;
    },
  });
  clearInterval(told);
  file.end();
  if (code !== 0) throw npmRefusal(output, logFile);
  if (!isInstalled())
    throw new Refusal('npm ci ended well, yet node_modules is not what package-lock.json says: remove node_modules and start again.');
  rmSync(logFile, { force: true });
  return `${fetched} packages fetched`;
}

function npmRefusal(output, logFile) {
  if (UNREACHABLE.test(output)) {
    return new Refusal(
      `npm cannot reach its registry, so nothing can be installed: connect this machine, or set the registry or proxy that it should use (\`npm config set registry …\`); npm's words are in ${logFile}.`,
    );
  }
  if (/ENOSPC/.test(output))
    return new Refusal('The disk filled up while packages were installed: make room (about 1 GiB) and start again.');
  if (/EACCES|EPERM/.test(output))
    return new Refusal(`npm may not write to ${projectRoot}: give this user the folder, and start again; npm's words are in ${logFile}.`);
  if (/spawn npm ENOENT/.test(output)) return new Refusal('npm is not on PATH: install it (it comes with Node) and start again.');
  const said = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .slice(0, 3)
    .map((line) => line.replace(/^npm (error|ERR!) ?/, ''));
  return new Refusal(`npm ci failed (${said.join(' ') || 'without a word'}): mend that and start again; npm's words are in ${logFile}.`);
}
