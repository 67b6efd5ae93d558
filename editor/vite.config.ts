import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';
import { budget } from './budget.ts';

// Everything comes from this origin, and nothing stands inline: the content security policy lets nothing else through.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte(), budget(), compression({ algorithms: ['gzip', 'brotliCompress'], include: /\.(?:js|css)$/ })],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0 },
  // The contract as it is written: what it is built to is for Node.
  resolve: { alias: { '@loopwright/workflows/contract': join(import.meta.dirname, '../workflows/contract.ts') } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
