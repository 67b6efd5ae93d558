import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below it an answer fits one packet anyway. */
const THRESHOLD_BYTES = 1_024;
/** Of 0 to 11: the higher ones take longer than they save on an answer made once. */
const BROTLI_QUALITY = 4;

/**
 * Compresses what is sent, where who asks reads it; never events, which must leave at once. That lengths tell of secrets (BREACH) needs answers
 * asked for from another site, with the reader's own session: the cookie is SameSite=Strict.
 */
export async function compressAnswers(fastify: FastifyInstance): Promise<void> {
  await fastify.register(compress, {
    threshold: THRESHOLD_BYTES,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    globalDecompression: false,
  });
}
