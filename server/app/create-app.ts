import 'reflect-metadata';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { askBeforeReading } from '../doors/ask-first.ts';
import { Doorkeeper } from '../doors/doorkeeper.ts';
import { Metrics } from '../health/metrics.ts';
import { AppModule } from './app.module.ts';
import { readJson, readLittleFromAnybody, takeNoForms } from './bodies.ts';
import { compressAnswers } from './compression.ts';
import { nestLog } from './log.ts';
import { allRoutes } from './openapi.controller.ts';
import { servePages } from './pages.ts';
import { endSlowBodies, PATIENCE } from './patience.ts';
import { ProblemFilter, refuseAddress } from './problem-filter.ts';
import { refuseUnknownQueries } from './queries.ts';
import { logRequests } from './request-log.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { validation } from './validation.ts';
import type { World } from './world.ts';

const BODY_LIMIT = 32 * 1_048_576;
const PAGES = join(dirname(createRequire(import.meta.url).resolve('@loopwright/editor/package.json')), 'dist');

/** The API over a given world, ready to listen or to be asked in process. A route that breaks the house rules stops it here. */
export async function createApp(world: World, patience = PATIENCE): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    frameworkErrors: refuseAddress,
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.lookEveryMs },
    routerOptions: { maxParamLength: 250, ignoreTrailingSlash: true },
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addContentTypeParser(
    'application/x-ndjson',
    (_request: unknown, payload: Readable, done: (error: null, body: Readable) => void) => {
      done(null, payload);
    },
  );
  addSecurityHeaders(fastify);
  await compressAnswers(fastify);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(world), adapter, {
    logger: nestLog(world.log),
    abortOnError: false,
  });
  const routes = allRoutes(app.get(DiscoveryService));
  logRequests(fastify, world.log, app.get(Metrics));
  askBeforeReading(fastify, routes, app.get(Doorkeeper, { strict: false }));
  readJson(app, fastify, BODY_LIMIT);
  takeNoForms(app, fastify);
  readLittleFromAnybody(fastify, routes);
  endSlowBodies(fastify, patience);
  refuseUnknownQueries(fastify, routes);
  await servePages(fastify, PAGES);
  app.useGlobalPipes(validation);
  app.useGlobalFilters(new ProblemFilter(world.log));
  await app.init();
  await fastify.ready();
  return app;
}
