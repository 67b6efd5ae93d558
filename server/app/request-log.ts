import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../health/metrics.ts';

/** One line and one measurement a request, by the route's pattern: addresses and queries may hold personal data. */
export function logRequests(fastify: FastifyInstance, log: Logger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const took = reply.elapsedTime;
    metrics.request(request.method, route, reply.statusCode, took / 1000);
    log.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(took) });
    done();
  });
}
