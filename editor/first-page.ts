import type { Plugin } from 'vite';
import { entryAndHome, needed } from './chunks.ts';

const addressOf = (name: string): string => `/${name}`;

/**
 * Writes first-page.json: the addresses of the scripts and styles that Home needs beside those the document names, so that the server can
 * name them together with the document. A browser would hear of them only from the script that runs first.
 */
export function firstPage(): Plugin {
  return {
    name: 'loopwright-first-page',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
      const { entry, home } = entryAndHome([...chunks.values()]);
      const there = needed(entry, chunks);
      const scripts = [...needed(home, chunks)].filter((name) => !there.has(name));
      const styles = scripts.flatMap((name) => [...(chunks.get(name)?.viteMetadata?.importedCss ?? [])]);
      const source = JSON.stringify({ scripts: scripts.map(addressOf), styles: styles.map(addressOf) });
      this.emitFile({ type: 'asset', fileName: 'first-page.json', source });
    },
  };
}
