import type { TestApi } from '../harness/api.ts';
import type { Whole } from '../harness/whole.ts';

/** JSON Schema as far as OpenAPI writes it here. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  format?: string;
  minimum?: number;
  additionalProperties?: boolean | JsonSchema;
}

interface Operation {
  'x-role': string;
  parameters: { name: string; in: string; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

export interface Described {
  method: string;
  path: string;
  role: string;
  queries: string[];
  body: JsonSchema | null;
}

/** Every route as the API's own description tells it: what is not described cannot be forgotten here. */
export async function describedRoutes(api: Pick<TestApi | Whole, 'get'>): Promise<Described[]> {
  const { body } = await api.get<{ paths: Record<string, Record<string, Operation>> }>('/api/openapi.json');
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      role: operation['x-role'],
      queries: operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      body: operation.requestBody?.content['application/json']?.schema ?? null,
    })),
  );
}

/** An address of the route at which nothing is. */
export const nowhere = ({ path }: Pick<Described, 'path'>): string => path.replaceAll(/\{\w+\}/g, 'nothing-of-this-name');

/** What a field may hold, whichever of its alternatives. */
const alternatives = (schema: JsonSchema): JsonSchema[] =>
  schema.anyOf || schema.oneOf || schema.allOf
    ? [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(alternatives)
    : [schema];

/** The places of a body that hold a plain value, lists by their first element. What may hold any JSON is left out. */
export function places(schema: JsonSchema, above: readonly string[] = []): string[][] {
  if (above.length > 6) return [];
  return alternatives(schema).flatMap((one): string[][] => {
    if (one.items) return places(one.items, [...above, '0']);
    if (one.properties) return Object.entries(one.properties).flatMap(([name, inner]) => places(inner, [...above, name]));
    const isPlain = one.type !== undefined && one.type !== 'object' && one.type !== 'array' && one.type !== 'null';
    return above.length > 0 && (isPlain || one.enum || one.const !== undefined) ? [[...above]] : [];
  });
}

/** Something of about the right shape, so that what is wrong with it is the one place that was changed. */
function sample(schema: JsonSchema): unknown {
  const [one = {}] = alternatives(schema);
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  if (one.items) return [sample(one.items)];
  if (one.properties) return Object.fromEntries((one.required ?? []).map((name) => [name, sample(one.properties?.[name] ?? {})] as const));
  if (one.type === 'object') return {};
  if (one.type === 'boolean') return true;
  if (one.type === 'integer' || one.type === 'number') return Math.max(1, one.minimum ?? 1);
  return one.format === 'email' ? 'a@example.com' : one.format === 'uri' ? 'https://a.example/' : 'a';
}

/** The sample with one place changed; where an alternative leads to the place, that alternative. */
export function sampleWith(schema: JsonSchema, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const one = alternatives(schema).find((some) => (name === '0' && some.items) || some.properties?.[name]) ?? {};
  if (one.items) return [sampleWith(one.items, rest, value)];
  return { ...(sample(one) as object), [name]: sampleWith(one.properties?.[name] ?? {}, rest, value) };
}
