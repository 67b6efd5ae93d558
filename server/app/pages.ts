import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built pages at `/`; they are public, the data they ask for is not. Without a build there are none. */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await fastify.register(fastifyStatic, { root: folder, wildcard: false, index: ['index.html'], dotfiles: 'deny' });
}
