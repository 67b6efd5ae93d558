/** What so many pages need comes with the first script: over a slow line each file of its own costs a round trip. */
const MANY = 6;

interface ModuleInfo {
  isEntry: boolean;
  importers: readonly string[];
  dynamicImporters: readonly string[];
}

/** `base`, the first script, for what it needs itself and what many pages need; null for everything else. */
export function first(id: string, graph: { getModuleInfo: (id: string) => ModuleInfo | null }): string | null {
  let pages = 0;
  const seen = new Set<string>([id]);
  // A set that is walked while it grows: everything that imports what imports it.
  for (const each of seen) {
    const info = graph.getModuleInfo(each);
    if (!info) continue;
    if (info.isEntry) return 'base';
    if (info.dynamicImporters.length > 0) pages += 1;
    for (const importer of info.importers) seen.add(importer);
  }
  return pages >= MANY ? 'base' : null;
}
