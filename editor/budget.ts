import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const KILOBYTE = 1_000;
/** Kilobytes, compressed: what the first page needs, and what any other page adds to it. */
const FIRST_SCRIPT = 95;
const FIRST_STYLE = 20;
const OTHER_PAGE = 30;
/** What pages load once they are there, each beside all that stands before it. The flow editor says sentences and checks by itself: 45 of its kilobytes are the contract with zod; what opens over it brings the dialogs, which the first page does without. */
const LATER: Readonly<Record<string, number>> = { 'flow/editor.svelte': 75, 'flow/story/over.svelte': 60, 'map/flow-map.svelte': 65 };
const FIRST_PAGE = 'pages/home.svelte';

interface Chunk {
  fileName: string;
  code: string;
  imports: string[];
  facadeModuleId: string | null;
  isEntry: boolean;
}

/** Stops a build whose pages have grown beyond their budget, and says which and by how much. */
export function budget(): Plugin {
  return {
    name: 'loopwright-budget',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>();
      let style = 0;
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') chunks.set(file.fileName, file);
        else if (file.fileName.endsWith('.css')) style += sizeOf(file.source);
      }
      const all = [...chunks.values()];
      const entry = all.find(({ isEntry }) => isEntry);
      const pages = all.filter(({ facadeModuleId }) => facadeModuleId?.includes('/pages/'));
      const home = pages.find(({ facadeModuleId }) => facadeModuleId?.endsWith(FIRST_PAGE));
      if (!entry || !home) throw new Error(`There is no entry, or no ${FIRST_PAGE}: the budget cannot be checked.`);
      const first = new Set([...needed(entry, chunks), ...needed(home, chunks)]);
      const later = Object.entries(LATER).map(([module, allowed]) => {
        const chunk = all.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
        if (!chunk) throw new Error(`Nothing loads ${module} later: the budget cannot be checked.`);
        return { module, allowed, chunk };
      });
      const there = new Set(first);
      const over = [
        ...overspent('The script of the first page', weigh(first, chunks), FIRST_SCRIPT),
        // All styles together are less than the budget of the first page's.
        ...overspent('The style of all pages', style, FIRST_STYLE),
        ...pages.flatMap((page) => {
          const own = [...needed(page, chunks)].filter((name) => !first.has(name));
          return overspent(`What ${page.fileName} adds`, weigh(own, chunks), OTHER_PAGE);
        }),
        ...later.flatMap(({ module, allowed, chunk }) => {
          const own = [...needed(chunk, chunks)].filter((name) => !there.has(name));
          for (const name of own) there.add(name);
          const weight = weigh(own, chunks);
          this.info(`${module}: ${weight.toFixed(1)} KB of script, compressed.`);
          return overspent(`What ${module} adds`, weight, allowed);
        }),
      ];
      this.info(`The first page: ${weigh(first, chunks).toFixed(1)} KB of script; all pages: ${style.toFixed(1)} KB of style, compressed.`);
      if (over.length > 0) this.error(over.join('\n'));
    },
  };
}

const sizeOf = (content: string | Uint8Array): number => gzipSync(content).length / KILOBYTE;

/** A chunk and all that it imports before it runs. */
function needed(chunk: Chunk, chunks: ReadonlyMap<string, Chunk>, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const name of chunk.imports) {
    const next = chunks.get(name);
    if (next) needed(next, chunks, found);
  }
  return found;
}

const weigh = (names: Iterable<string>, chunks: ReadonlyMap<string, Chunk>): number =>
  [...names].reduce((sum, name) => sum + sizeOf(chunks.get(name)?.code ?? ''), 0);

const overspent = (what: string, kilobytes: number, allowed: number): string[] =>
  kilobytes <= allowed ? [] : [`${what} is ${kilobytes.toFixed(1)} KB compressed, and may be ${String(allowed)}.`];
