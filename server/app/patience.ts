import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** How long a client may take to say what it wants, in milliseconds. */
export interface Patience {
  /** All headers of a request. */
  headersMs: number;
  /** A body that is read whole. */
  bodyMs: number;
  /** The next bytes of one that is read as it comes, which may be without end. */
  nextBytesMs: number;
  /** How often connections are looked at. */
  lookEveryMs: number;
}

export const PATIENCE: Patience = { headersMs: 30_000, bodyMs: 60_000, nextBytesMs: 60_000, lookEveryMs: 10_000 };

const WITHOUT_BODY = new Set(['GET', 'HEAD']);
/** Lines and files are read as they come. */
const READ_WHOLE = /^(?:application\/json|application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** A body that does not come in time is refused, so that nobody holds connections by saying a letter a minute. */
export function endSlowBodies(fastify: FastifyInstance, { bodyMs, nextBytesMs }: Patience): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers, method } = request;
    const hasBody = Number(headers['content-length']) > 0 || headers['transfer-encoding'] !== undefined;
    if (WITHOUT_BODY.has(method) || !hasBody) done(null, payload);
    else done(null, isReadWhole(request) ? within(payload, bodyMs, 'all') : within(payload, nextBytesMs, 'each'));
  });
}

const isReadWhole = ({ headers }: FastifyRequest): boolean => READ_WHOLE.test(headers['content-type'] ?? '');

/** The same bytes; an error where all of them, or each next of them, took longer. Time in which we ourselves read no further is not counted. */
function within(payload: Readable, ms: number, what: 'all' | 'each'): Readable {
  const bytes = new PassThrough();
  const timer = setTimeout(() => {
    if (bytes.writableNeedDrain) timer.refresh();
    else bytes.destroy(tooSlow());
  }, ms);
  if (what === 'each') payload.on('data', () => timer.refresh());
  for (const end of ['end', 'close']) payload.once(end, () => clearTimeout(timer));
  payload.once('error', (error) => bytes.destroy(error));
  // Whoever refused the body meanwhile listens no more.
  bytes.on('error', () => clearTimeout(timer));
  return payload.pipe(bytes);
}

const tooSlow = (): Refusal =>
  new Refusal(408, 'too-slow', 'The body did not come in time: send it again, in smaller parts over a slow line.');
