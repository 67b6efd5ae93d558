import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { DOOR } from '../doors/door.ts';
import type { DoorRule } from '../doors/roles.ts';
import { BODY_IN_WORDS } from './describe-body.ts';

/** What the decorators of one handler say. */
export interface Route {
  method: string;
  /** As OpenAPI writes it: /api/feedback/{id}. */
  path: string;
  handler: string;
  door: DoorRule;
  body: z.ZodType | null;
  query: z.ZodType | null;
  /** Whether the body is also taken line by line. */
  lines: boolean;
}

type Handler = (...args: never[]) => unknown;
type Args = Record<string, { schema?: z.ZodType }>;
export type ControllerClass = abstract new (...args: never[]) => object;

/** Which route a request is for, by the method and path it is described by. */
export function routeName({ method, routeOptions }: Pick<FastifyRequest, 'method' | 'routeOptions'>): string {
  const read = method === 'HEAD' ? 'get' : method.toLowerCase();
  return `${read} ${(routeOptions.url ?? '').replaceAll(/:(\w+)/g, '{$1}')}`;
}

/** The routes of a controller. Throws where a door, or the schema of a body or query, is missing: that stops the start. */
export function routesOf(controller: ControllerClass): Route[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return Object.getOwnPropertyNames(prototype)
    .filter((name) => name !== 'constructor' && Reflect.hasMetadata(METHOD_METADATA, prototype[name] as Handler))
    .map((name) => routeOf(controller, name, prototype[name] as Handler));
}

function routeOf(controller: ControllerClass, name: string, handler: Handler): Route {
  const where = `${controller.name}.${name}`;
  const door = Reflect.getMetadata(DOOR, handler) as DoorRule | undefined;
  if (!door) throw new Error(`${where} has no @Door: say who may use it`);
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Args;
  const described = Reflect.getMetadata(BODY_IN_WORDS, handler) as z.ZodType | undefined;
  return {
    method: (RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? '').toLowerCase(),
    path: pathOf(Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)),
    handler: where,
    door,
    body: described ?? schemaOf(args, RouteParamtypes.BODY, where),
    query: schemaOf(args, RouteParamtypes.QUERY, where),
    lines: described !== undefined,
  };
}

function schemaOf(args: Args, type: RouteParamtypes, where: string): z.ZodType | null {
  const entry = Object.entries(args).find(([key]) => key.startsWith(`${String(type)}:`));
  if (!entry) return null;
  const { schema } = entry[1];
  if (!schema) throw new Error(`${where} takes a body or query without a schema`);
  return schema;
}

const pathOf = (...parts: unknown[]): string =>
  `/${parts
    .map((part) => (Array.isArray(part) ? String(part[0]) : String(part)))
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .map((part) => part.replace(/^:(.+)$/, '{$1}'))
    .join('/')}`;
