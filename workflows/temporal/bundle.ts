import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** The code of the two sandboxes, ready for a worker. */
export interface Bundles {
  loops: { code: string };
  release: { code: string };
}

const require = createRequire(import.meta.url);
const OWN_ENDING = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const ROOT = new URL('../', import.meta.url);
/** A build keeps its bundles beside its output, tests theirs in the usual cache. */
const KEPT = new URL(OWN_ENDING === 'ts' ? '../node_modules/.cache/loopwright/' : './', ROOT);
const SANDBOXED = ['engine', 'steps', 'temporal', 'terms'];
const quiet = new DefaultLogger('WARN');

/** Bundles both workflow files, or takes what an earlier run bundled from the very same sources. */
export async function loadBundles(): Promise<Bundles> {
  const key = await contentKey();
  const [loops, release] = await Promise.all([bundled('loop-workflow', key), bundled('release-workflow', key)]);
  return { loops, release };
}

async function bundled(entry: string, key: string): Promise<{ code: string }> {
  const kept = new URL(`${entry}-${key}.bundle.js`, KEPT);
  const known = await readFile(kept, 'utf8').catch(() => null);
  if (known) return { code: known };
  const workflowsPath = fileURLToPath(new URL(`./${entry}.${OWN_ENDING}`, import.meta.url));
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    logger: quiet,
    webpackConfigHook: (config) => ({ ...config, context: fileURLToPath(ROOT) }),
  });
  await mkdir(KEPT, { recursive: true });
  const draft = new URL(`${kept.href}.${String(process.pid)}`);
  await writeFile(draft, code);
  await rename(draft, kept);
  await forget(entry, key);
  return { code };
}

/** Bundles of sources that are no more. */
async function forget(entry: string, key: string): Promise<void> {
  const stale = (await readdir(KEPT)).filter((file) => file.startsWith(`${entry}-`) && file.endsWith('.bundle.js') && !file.includes(key));
  await Promise.all(stale.map((file) => rm(new URL(file, KEPT), { force: true })));
}

async function contentKey(): Promise<string> {
  const names = await Promise.all(
    SANDBOXED.map(async (folder) => {
      const files = await readdir(new URL(`${folder}/`, ROOT), { recursive: true });
      return files.filter((file) => file.endsWith(`.${OWN_ENDING}`) && !file.endsWith('.spec.ts')).map((file) => `${folder}/${file}`);
    }),
  );
  const hash = createHash('sha256').update((require('@temporalio/workflow/package.json') as { version: string }).version);
  hash.update(fileURLToPath(ROOT));
  for (const name of names.flat().sort()) hash.update(name).update(await readFile(new URL(name, ROOT)));
  return hash.digest('hex').slice(0, 24);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await loadBundles();
