import { z } from 'zod';
import type { Route } from './routes.ts';

const PROBLEM = {
  type: 'object',
  required: ['status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    problems: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** The OpenAPI 3.1 document of these routes, from the very schemas that guard them. */
export function openapiOf(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of [...routes].sort((a, b) => (a.path < b.path ? -1 : 1))) (paths[route.path] ??= {})[route.method] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Loopwright', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'loopwright-PORT',
          description: 'Set by signing in; over https the name begins with __Host-.',
        },
      },
      responses: { problem: { description: 'What is wrong, in words.', content: { 'application/problem+json': { schema: PROBLEM } } } },
    },
    security: [{ key: [] }, { session: [] }],
  };
}

function operation(route: Route): Record<string, unknown> {
  return {
    operationId: route.handler.replace('Controller', ''),
    summary: route.door.summary,
    'x-role': route.door.least,
    ...(route.door.sources ? { 'x-also': 'source' } : {}),
    ...(route.door.least === 'open' ? { security: [] } : {}),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body ? { requestBody: { required: true, content: contentOf(route.body, route.lines) } } : {}),
    responses: { '2XX': { description: 'Done.' }, default: { $ref: '#/components/responses/problem' } },
  };
}

function contentOf(body: z.ZodType, lines: boolean): Record<string, unknown> {
  const schema = jsonSchemaOf(body);
  if (!lines) return { 'application/json': { schema } };
  return {
    'application/json': { schema: { oneOf: [schema, { type: 'array', items: schema, maxItems: 1000 }] } },
    'application/x-ndjson': { schema: { type: 'string', description: 'One such object a line, any number of lines.' } },
  };
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters(query: z.ZodType | null): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query) as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

/** What may be sent: the input side; what JSON Schema cannot say (a date read from text) stays open. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return rest;
}
