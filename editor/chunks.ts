const FIRST_PAGE = 'pages/home.svelte';

/** A file of script that a build writes. */
export interface Chunk {
  fileName: string;
  code: string;
  imports: string[];
  facadeModuleId: string | null;
  isEntry: boolean;
}

/** A chunk and all that it imports before it runs, by name. */
export function needed(chunk: Chunk, chunks: ReadonlyMap<string, Chunk>, found = new Set<string>()): Set<string> {
  if (found.has(chunk.fileName)) return found;
  found.add(chunk.fileName);
  for (const name of chunk.imports) {
    const next = chunks.get(name);
    if (next) needed(next, chunks, found);
  }
  return found;
}

/** What starts the pages, and the first of them. */
export function entryAndHome(chunks: readonly Chunk[]): { entry: Chunk; home: Chunk } {
  const entry = chunks.find(({ isEntry }) => isEntry);
  const home = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(FIRST_PAGE));
  if (!entry || !home) throw new Error(`There is no entry, or no ${FIRST_PAGE}: the budget cannot be checked.`);
  return { entry, home };
}
