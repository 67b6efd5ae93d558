import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Done = (error: Error | null, body?: unknown) => void;
const FILES = ['text/csv', 'text/tab-separated-values', 'application/octet-stream'];
const LINES = 'text/plain';

/** Hands files on as streams at one address; at all others their media types are what they were. */
export function takeFiles(fastify: FastifyInstance, address: string): void {
  const parse = (request: FastifyRequest, payload: Readable, done: Done): void => {
    if (request.routeOptions.url === address) done(null, payload);
    else done(Object.assign(new Error('media type'), { statusCode: 415 }));
  };
  fastify.addContentTypeParser([...FILES, LINES], parse as never);
}
