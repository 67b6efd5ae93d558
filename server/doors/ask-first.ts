import type { FastifyInstance } from 'fastify';
import { routeName } from '../app/routes.ts';
import type { Route } from '../app/routes.ts';
import type { Doorkeeper } from './doorkeeper.ts';

/** Who may not come in is told so before a byte of what they bring is read. The guard asks again, and gets the same answer. */
export function askBeforeReading(fastify: FastifyInstance, routes: readonly Route[], doorkeeper: Doorkeeper): void {
  const doors = new Map(routes.map(({ method, path, door }) => [`${method} ${path}`, door]));
  fastify.addHook('onRequest', async (request) => {
    const door = doors.get(routeName(request));
    if (door) await doorkeeper.admit(request, door);
  });
}
