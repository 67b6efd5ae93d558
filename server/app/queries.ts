import type { FastifyInstance } from 'fastify';
import { invalid } from './refusal.ts';
import { routeName } from './routes.ts';
import type { Route } from './routes.ts';

/** A query on a route that takes none is refused like any unknown field. */
export function refuseUnknownQueries(fastify: FastifyInstance, routes: readonly Route[]): void {
  const taking = new Set(routes.filter((route) => route.query).map(({ method, path }) => `${method} ${path}`));
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  fastify.addHook('preValidation', (request, _reply, done) => {
    const route = routeName(request);
    const names = Object.keys(request.query ?? {});
    if (names.length === 0 || taking.has(route) || !known.has(route)) done();
    else done(invalid(names.slice(0, 20).map((name) => ({ path: name.slice(0, 60), message: 'this route takes no query' }))));
  });
}
