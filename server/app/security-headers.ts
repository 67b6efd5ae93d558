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

/** Nothing may be framed, guessed at or loaded from elsewhere; answers of the API are never kept by browsers. */
export function addSecurityHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const api = request.url.startsWith('/api/') || request.url === '/metrics';
    void reply.headers({
      'content-security-policy': api ? "default-src 'none'; frame-ancestors 'none'" : PAGES_CSP,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    if (api) void reply.header('cache-control', 'no-store');
    done();
  });
}
