import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What is no page, though nothing is there: programs ask there, and want to be told so; and names of files. */
const NO_PAGES = /^\/(?:api|assets|metrics|u|a)(?:[/?]|$)|^[^?]*(?:\/\.|\.\w+(?:\?|$)|%2e)/i;

/** Whoever was signed in here once; whether they still are is for the API to say. */
const SIGNED_IN = /(?:^|;\s*)(?:__Host-)?loopwright-\d+=/;
/** What Home asks for as soon as it runs (https://html.spec.whatwg.org/#link-type-preload). */
const ASKED = ['/api/me', '/api/home'].map((path) => `<${path}>; rel=preload; as=fetch; crossorigin=anonymous`);

/** The scripts and styles of Home, which the document does not name because it opens every page. */
function aheadOfHome(folder: string): string[] {
  const list = join(folder, 'first-page.json');
  if (!existsSync(list)) return [];
  const { scripts, styles } = JSON.parse(readFileSync(list, 'utf8')) as { scripts: string[]; styles: string[] };
  return [
    ...scripts.map((path) => `<${path}>; rel=modulepreload; crossorigin=anonymous`),
    ...styles.map((path) => `<${path}>; rel=preload; as=style; crossorigin=anonymous`),
  ];
}

/**
 * Serves the built pages; they are public, the data they ask for is not. Every address that is nothing else opens the same document, whose
 * script shows the page. Without a build there are none.
 */
export async function servePages(fastify: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const document = readFileSync(index, 'utf8');
  const ahead = aheadOfHome(folder);
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
    if (request.url === '/') void reply.header('link', [...ahead, ...(SIGNED_IN.test(request.headers.cookie ?? '') ? ASKED : [])]);
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(document);
  });
}
