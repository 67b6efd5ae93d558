import type { FastifyInstance } from 'fastify';

const PAGES_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const API = /^\/(?:api|metrics)(?:[/?]|$)/;

/** What every answer says: nothing may be framed, guessed at or loaded from elsewhere; answers of the API are never kept by browsers. */
const headersOf = (api: boolean): Record<string, string> => ({
  'content-security-policy': api ? "default-src 'none'; frame-ancestors 'none'" : PAGES_CSP,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(api ? { 'cache-control': 'no-store' } : {}),
});

/** For answers that no hook sees. */
export const WITHOUT_ROUTE = headersOf(true);

export function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    // By the route too: an address may be written in more than one way.
    const all = headersOf(API.test(request.url) || API.test(request.routeOptions.url ?? ''));
    const own = reply.getHeader('content-security-policy');
    void reply.headers(own === undefined ? all : { ...all, 'content-security-policy': own });
    done();
  });
}
