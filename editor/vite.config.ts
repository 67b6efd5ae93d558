import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { budget } from './budget.ts';
import { first } from './chunks.ts';
import { stillIcons } from './still-icons.ts';

/** Bytes: what several pages share is merged up to here, since over a slow line each file costs a round trip. */
const MERGED_BELOW = 12_000;
/** Has V8 compile the functions of a script while it arrives, beside the page's thread, not at each first call; for others a comment (https://v8.dev/blog/explicit-compile-hints). */
const COMPILE_AT_ONCE = '//# allFunctionsCalledOnLoad';

// Everything comes from this origin, and nothing stands inline: the content security policy lets nothing else through.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    svelte({ preprocess: stillIcons }),
    budget(),
    compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(?:js|css)$/ }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        postBanner: COMPILE_AT_ONCE,
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: first, priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: MERGED_BELOW },
          ],
        },
      },
    },
  },
  // The contract as it is written: what it is built to is for Node.
  resolve: { alias: { '@loopwright/workflows/contract': join(import.meta.dirname, '../workflows/contract.ts') } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
