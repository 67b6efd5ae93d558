import { nestsWithin } from '@loopwright/workflows/contract';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';

/** What the database holds at most. */
const DEEPEST = 100;
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const MOST_OF_A_FORM = 16 * 1024;
/** Who need not say who they are has little to say. */
const MOST_FROM_ANYBODY = 64 * 1024;

/** Reads JSON without prototypes in it, and none that nests so deeply that handling it would exhaust the stack. */
export function readJson(app: NestFastifyApplication, fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  app.useBodyParser<RawServerDefault>('application/json', { bodyLimit }, (request, body, done) => {
    void parse(request, body.toString(), (error, value: unknown) => {
      if (error || nestsWithin(value, DEEPEST)) done(error, value);
      else done(new Refusal(400, 'too-deep', `The body nests too deeply: at most ${String(DEEPEST)} lists and objects within another.`));
    });
  });
}

/**
 * Forms are what a page of another site can send without asking. Mail programs bring one, to stop messages, and what stands in it is
 * the same for all of them; customers bring one with their answer, whose address alone says whose it is.
 */
export function takeNoForms(app: NestFastifyApplication, fastify: FastifyInstance): void {
  app.useBodyParser(FORMS, { bodyLimit: MOST_OF_A_FORM }, (request, body, done) => {
    if (request.url.startsWith('/a/')) done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    else if (request.url.startsWith('/u/')) done(null, null);
    else done(new Refusal(415, 'media-type', 'Send application/json; feedback also as application/x-ndjson.'), undefined);
  });
  fastify.removeContentTypeParser('text/plain');
}

/** Routes that are open to anybody read small bodies only. */
export function readLittleFromAnybody(fastify: FastifyInstance, routes: readonly Route[]): void {
  const open = new Set(routes.filter(({ door }) => door.least === 'open').map(({ path }) => path));
  fastify.addHook('onRoute', (route) => {
    if (open.has(route.url.replaceAll(/:(\w+)/g, '{$1}'))) route.bodyLimit = MOST_FROM_ANYBODY;
  });
}
