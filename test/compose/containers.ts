import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const ROOT = join(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const Service = z.looseObject({
  image: z.string(),
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  user: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  restart: z.string(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z.object({ test: z.array(z.string()).min(2) }).optional(),
});
export type Service = z.output<typeof Service>;

const Containers = z.looseObject({
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.looseObject({})),
  volumes: z.record(z.string(), z.looseObject({})),
});

/** docker-compose.yml as written, its anchors merged. */
export const written = parse(read('docker-compose.yml'), { merge: true }) as object;
export const containers = Containers.parse(written);

export function service(name: string): Service {
  const found = containers.services[name];
  if (!found) throw new Error(`There is no service ${name}.`);
  return found;
}

const VARIABLE = /\$\{(\w+)(?::([-?])((?:[^{}]|\$\{[^{}]*\})*))?\}/g;

/** A value as Compose makes it of these variables: `${A}`, `${A:-otherwise}`, `${A:?must be set}`. */
export function filled(text: string, variables: Readonly<Record<string, string>> = {}): string {
  return text.replace(VARIABLE, (_all, name: string, how: string | undefined, otherwise: string = '') => {
    const value = variables[name];
    if (value) return value;
    if (how === '?') throw new Error(`${name}: ${otherwise}`);
    return filled(otherwise, variables);
  });
}

/** Every variable the file takes from outside. */
export const asked = (text: string): string[] => [...new Set([...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name ?? ''))];
