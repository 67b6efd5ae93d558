import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What is no page, though nothing is there: programs ask there, and want to be told so; and names of files. */
const NO_PAGES = /^\/(?:api|assets|metrics|u|a)(?:[/?]|$)|^[^?]*(?:\/\.|\.\w+(?:\?|$)|%2e)/i;

/**
 * Serves the built pages; they are public, the data they ask for is not. Every address that is nothing else opens the same document, whose
 * script shows the page. Without a build there are none.
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const document = readFileSync(index, 'utf8');
  await fastify.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    dotfiles: 'deny',
    // The build writes them compressed beside themselves.
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Their names change with their content.
      if (path.includes('/assets/')) void reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  fastify.get('/*', (request, reply) => {
    if (NO_PAGES.test(request.url)) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(document);
  });
}
