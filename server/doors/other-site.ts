import type { FastifyRequest } from 'fastify';
import { Refusal } from '../app/refusal.ts';

const READS = new Set(['GET', 'HEAD']);

/** What a browser says of the page that asks: one of ours, another, or nothing (a program, or an old browser). */
function askedFrom(request: FastifyRequest, publicUrl: string): 'here' | 'elsewhere' | 'unsaid' {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'here' : 'elsewhere';
  const { origin } = request.headers;
  if (origin === undefined) return 'unsaid';
  return origin === new URL(publicUrl).origin || origin === `${request.protocol}://${request.host}` ? 'here' : 'elsewhere';
}

/** With a session, a change is taken only where the browser says that our own page asks for it. */
export function mustComeFromHere(request: FastifyRequest, publicUrl: string): void {
  if (!READS.has(request.method) && askedFrom(request, publicUrl) !== 'here') throw otherSite();
}

/** Signing in has no session to misuse yet: programs may, other sites may not. */
export function mustNotComeFromElsewhere(request: FastifyRequest, publicUrl: string): void {
  if (askedFrom(request, publicUrl) === 'elsewhere') throw otherSite();
}

const otherSite = (): Refusal =>
  new Refusal(
    403,
    'other-site',
    'Another site asked for this; ask from our own pages, or with an API key, and let PUBLIC_URL be their address.',
  );
