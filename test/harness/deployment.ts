import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { provideMongod, provideTemporal } from '../../server/launch/provision.mjs';
import { startMongod, startTemporal } from '../../server/launch/services.mjs';
import type { RunningMongod, RunningTemporal } from '../../server/launch/services.mjs';

const ROOT = new URL('../../', import.meta.url);
export const KEY = 'the-admin-key-of-a-deployment';
export type Part = 'mongod' | 'temporal' | 'api' | 'worker';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The whole product as four processes of its own, in a throw-away folder; each can be killed and comes back on its port. */
export class Deployment {
  private mongod: RunningMongod | null = null;
  private temporal: RunningTemporal | null = null;
  private readonly children = new Map<'api' | 'worker', ChildProcess>();

  private constructor(
    readonly dir: string,
    private readonly environment: Record<string, string>,
    private readonly ports: Record<'mongod' | 'temporal' | 'api', number>,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<Deployment> {
    const dir = await mkdtemp(join(tmpdir(), 'loopwright-'));
    const ports = { mongod: await freePort(), temporal: await freePort(), api: await freePort() };
    const deployment = new Deployment(dir, { LOOPWRIGHT_DEMO: 'off', ...environment }, ports);
    try {
      for (const part of ['mongod', 'temporal', 'api', 'worker'] as const) await deployment.up(part);
      await deployment.ready();
    } catch (error) {
      await deployment.stop();
      throw error;
    }
    return deployment;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.ports.api)}`;
  }

  get mongodbUri(): string {
    if (!this.mongod) throw new Error('the database was never started');
    return this.mongod.uri;
  }

  get temporalFile(): string {
    return join(this.dir, 'temporal', 'temporal.db');
  }

  get temporalAddress(): string {
    return `127.0.0.1:${String(this.ports.temporal)}`;
  }

  /** kill -9: whatever it had in memory is gone. */
  async kill(part: Part): Promise<void> {
    if (part === 'mongod') return void (await this.mongod?.kill9());
    if (part === 'temporal') return void (await this.temporal?.kill9());
    const child = this.children.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async up(part: Part): Promise<void> {
    await mkdir(join(this.dir, part), { recursive: true });
    const dir = join(this.dir, part);
    if (part === 'mongod') this.mongod = await startMongod({ binary: await provideMongod(), dir, port: this.ports.mongod });
    else if (part === 'temporal') this.temporal = await startTemporal({ binary: await provideTemporal(), dir, port: this.ports.temporal });
    else this.spawn(part);
  }

  private spawn(part: 'api' | 'worker'): void {
    const log = createWriteStream(join(this.dir, part, 'log'), { flags: 'a' });
    const child = spawn(process.execPath, ['--enable-source-maps', `server/dist/${part}.js`], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        MONGODB_URI: this.mongodbUri,
        TEMPORAL_ADDRESS: this.temporalAddress,
        PORT: String(this.ports.api),
        LOOPWRIGHT_HOME: join(this.dir, 'home'),
        LOOPWRIGHT_ADMIN_KEY: KEY,
        ...this.environment,
      },
    });
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    this.children.set(part, child);
  }

  /** Resolves when the API says that feedback can be taken and loops can walk. */
  async ready(withinMs = 120_000): Promise<void> {
    await this.eventually('ready', async () => (await fetch(`${this.url}/api/ready`)).ok, withinMs);
  }

  /** Looks again and again until it holds; what is not there yet may also fail to answer. */
  async eventually(what: string, holds: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (!(await holds().catch(() => false))) {
      if (Date.now() > until) throw new Error(`not within ${String(withinMs / 1000)} s: ${what} (logs in ${this.dir})`);
      await delay(100);
    }
  }

  async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const ndjson = typeof body === 'string';
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${KEY}`,
        ...(body === undefined ? {} : { 'content-type': ndjson ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: ndjson ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as T };
  }

  /** Asks and expects yes; anything else is the test's failure, in the server's words. */
  async done<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask<T>(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async stop(): Promise<void> {
    for (const part of ['worker', 'api'] as const) {
      const child = this.children.get(part);
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await gone;
      clearTimeout(late);
    }
    await this.temporal?.stop();
    await this.mongod?.stop();
    if (!process.env['LOOPWRIGHT_KEEP']) await rm(this.dir, { recursive: true, force: true });
  }
}
