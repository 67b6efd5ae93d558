import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../server/launch/free-port.mjs';
import { startGuard } from '../../server/launch/guard.mjs';
import type { Guard } from '../../server/launch/guard.mjs';
import { compileCache } from '../../server/launch/project.mjs';
import { provideMongod, provideTemporal } from '../../server/launch/provision.mjs';
import { startMongod, startTemporal } from '../../server/launch/services.mjs';
import type { RunningMongod, RunningTemporal } from '../../server/launch/services.mjs';

const ROOT = new URL('../../', import.meta.url);
export const KEY = 'the-admin-key-of-a-deployment';
export const PARTS = ['mongod', 'temporal', 'api', 'worker'] as const;
export type Part = (typeof PARTS)[number];

export interface Answered<T> {
  status: number;
  body: T;
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** The whole product as four processes of its own, in a throw-away folder; each can be killed and comes back on its port. */
export class Deployment {
  private mongod: RunningMongod | null = null;
  private temporal: RunningTemporal | null = null;
  private readonly children = new Map<'api' | 'worker', ChildProcess>();
  /** However the tests end, kill -9 too: no process that we started outlives them. */
  private readonly guard: Guard;
  /** What did not come in time can be looked into afterwards. */
  private keepsLogs = Boolean(process.env['LOOPWRIGHT_KEEP']);
  /** Processes that ended without being asked to; each was started again, as the launcher does. */
  readonly ended: { part: Part; code: number | null }[] = [];

  private constructor(
    readonly dir: string,
    private readonly environment: Record<string, string>,
    private readonly ports: Record<'mongod' | 'temporal' | 'api', number>,
    private readonly data: string | null,
  ) {
    this.guard = startGuard(dir);
  }

  /** `data`: a folder in which the database stays when this ends. */
  static async start(environment: Record<string, string> = {}, data: string | null = null): Promise<Deployment> {
    const dir = await mkdtemp(join(tmpdir(), 'loopwright-'));
    const ports = { mongod: await freePort(), temporal: await freePort(), api: await freePort() };
    const deployment = new Deployment(dir, { LOOPWRIGHT_DEMO: 'off', ...environment }, ports, data);
    try {
      await Promise.all([deployment.up('mongod'), deployment.up('temporal')]);
      await Promise.all([deployment.up('api'), deployment.up('worker')]);
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

  pid(part: 'api' | 'worker'): number {
    const pid = this.children.get(part)?.pid;
    if (pid === undefined) throw new Error(`${part} is not running`);
    return pid;
  }

  /** kill -9: whatever it had in memory is gone. */
  async kill(part: Part): Promise<void> {
    if (part === 'mongod') await this.mongod?.kill9();
    else if (part === 'temporal') await this.temporal?.kill9();
    else await this.end(part, 'SIGKILL');
  }

  /** Ends in order, as an update does, and does not come back by itself. */
  async down(part: Part): Promise<void> {
    if (part === 'mongod') await this.mongod?.stop();
    else if (part === 'temporal') await this.temporal?.stop();
    else await this.end(part, 'SIGTERM');
  }

  async up(part: Part): Promise<void> {
    const dir = part === 'mongod' && this.data !== null ? this.data : join(this.dir, part);
    await mkdir(dir, { recursive: true });
    const onSpawn = (pid: number): void => this.guard.watchOver(pid);
    if (part === 'mongod') {
      this.mongod = await startMongod({ binary: await provideMongod(), dir, port: this.ports.mongod, onSpawn });
      this.forgetWhenGone(this.mongod);
    } else if (part === 'temporal') {
      this.temporal = await startTemporal({ binary: await provideTemporal(), dir, port: this.ports.temporal, onSpawn });
      this.forgetWhenGone(this.temporal);
    } else this.spawn(part);
  }

  private forgetWhenGone({ pid, exited }: Pick<RunningMongod, 'pid' | 'exited'>): void {
    void exited.then(() => this.guard.forget(pid));
  }

  private spawn(part: 'api' | 'worker'): void {
    const log = createWriteStream(join(this.dir, part, 'log'), { flags: 'a' });
    const child = spawn(process.execPath, ['--enable-source-maps', `server/dist/${part}.js`], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        NODE_COMPILE_CACHE: compileCache,
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
    const { pid } = child;
    if (pid !== undefined) this.guard.watchOver(pid);
    child.once('exit', (code) => {
      if (pid !== undefined) this.guard.forget(pid);
      if (this.children.get(part) !== child) return;
      this.ended.push({ part, code });
      setTimeout(() => {
        if (this.children.get(part) === child) this.spawn(part);
      }, 500).unref();
    });
  }

  private async end(part: 'api' | 'worker', signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.children.get(part);
    this.children.delete(part);
    if (!child || !isRunning(child)) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(late);
  }

  /** Resolves when the API says that feedback can be taken and loops can walk. */
  async ready(withinMs = 120_000): Promise<void> {
    await this.eventually('ready', async () => (await fetch(`${this.url}/api/ready`)).ok, withinMs);
  }

  /**
   * Looks again and again until it holds; what is not there yet may also fail to answer. Between two looks it waits many times as
   * long as one takes, since looking is work for the very processes that are looked at.
   */
  async eventually(what: string, holds: () => Promise<boolean>, withinMs = 60_000, everyMs = 100): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      const began = Date.now();
      if (await holds().catch(() => false)) return;
      if (Date.now() > until) {
        this.keepsLogs = true;
        throw new Error(`not within ${String(withinMs / 1000)} s: ${what} (logs in ${this.dir})`);
      }
      await delay(Math.max(everyMs, 9 * (Date.now() - began)));
    }
  }

  async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answered<T>> {
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

  /** All items of a list, page by page. */
  async all<T>(path: string): Promise<T[]> {
    const first = `${path}${path.includes('?') ? '&' : '?'}limit=500`;
    const items: T[] = [];
    for (let next: string | null = first; next !== null;) {
      const page: { items: T[]; next: string | null } = await this.done('GET', next);
      items.push(...page.items);
      next = page.next && `${first}&cursor=${encodeURIComponent(page.next)}`;
    }
    return items;
  }

  async stop(): Promise<void> {
    await Promise.all([this.end('worker', 'SIGTERM'), this.end('api', 'SIGTERM')]);
    await this.temporal?.stop();
    await this.mongod?.stop();
    this.guard.dismiss();
    if (!this.keepsLogs) await rm(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
