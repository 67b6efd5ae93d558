import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import { freePort } from '../../server/launch/free-port.mjs';
import { provideMongod, provideTemporal } from '../../server/launch/provision.mjs';
import { startMongod, startTemporal } from '../../server/launch/services.mjs';
import type { RunningServer } from '../../server/launch/services.mjs';
import { connect } from '../../server/storage/connection.ts';
import { modelsOf } from '../../server/storage/models.ts';
import type { Models } from '../../server/storage/models.ts';
import { folderOfOurs, processOfOurs } from './ends-with-us.ts';
import { OwnProcess } from './own-process.ts';

const KEY = 'the-admin-key-of-the-bench';
const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

export type Part = 'worker' | 'api' | 'temporal' | 'mongod' | 'bare' | 'writes';

interface Running {
  dir: string;
  url: string;
  servers: Record<'mongod' | 'temporal', RunningServer>;
  own: Partial<Record<'api' | 'worker' | 'bare' | 'writes', OwnProcess>>;
  connection: Connection;
}

/** The whole product in processes of its own, and beside it, over the same servers, the two it is compared with. */
export class Stand {
  readonly db: Models;
  private readonly running: Running;

  private constructor(running: Running) {
    this.running = running;
    this.db = modelsOf(running.connection);
  }

  /** `alone`: the product without the two beside it, its worker with these flags of Node. */
  static async start({ alone }: { alone?: { flags: string[] } } = {}): Promise<Stand> {
    const dir = await mkdtemp(join(tmpdir(), 'loopwright-bench-'));
    folderOfOurs(dir);
    const onSpawn = processOfOurs;
    const mongod = await startMongod({ binary: await provideMongod(), dir: join(dir, 'mongod'), onSpawn });
    const temporal = await startTemporal({ binary: await provideTemporal(), dir: join(dir, 'temporal'), onSpawn });
    const port = await freePort();
    const env = {
      MONGODB_URI: mongod.uri,
      TEMPORAL_ADDRESS: temporal.address,
      PORT: String(port),
      LOOPWRIGHT_HOME: join(dir, 'home'),
      LOOPWRIGHT_ADMIN_KEY: KEY,
      LOOPWRIGHT_DEMO: 'off',
      LOG_LEVEL: 'warn',
    };
    const own: Running['own'] = {};
    const up = async (name: keyof Running['own'], script: string, more: { args?: string[]; flags?: string[] } = {}): Promise<void> => {
      own[name] = await OwnProcess.start(path(script), { ...more, env, log: join(dir, `${name}.log`) });
    };
    await up('api', 'server/dist/api.js');
    await up('worker', 'server/dist/worker.js', { flags: alone?.flags ?? [] });
    if (!alone) for (const name of ['bare', 'writes'] as const) await up(name, 'test/bench/bare/process.ts', { args: [name] });
    const stand = new Stand({
      dir,
      url: `http://127.0.0.1:${String(port)}`,
      servers: { mongod, temporal },
      own,
      connection: await connect(mongod.uri),
    });
    await stand.ready();
    return stand;
  }

  get temporalFile(): string {
    return join(this.running.dir, 'temporal', 'temporal.db');
  }

  /** The ids of the processes that run. */
  get pids(): Partial<Record<Part, number>> {
    const { own, servers } = this.running;
    const all = { ...own, ...servers };
    return Object.fromEntries(Object.entries(all).map(([name, { pid }]) => [name, pid]));
  }

  /** When the worker's process was begun. */
  get workerBegan(): number {
    return this.running.own.worker?.began ?? 0;
  }

  get connection(): Connection {
    return this.running.connection;
  }

  /** Asks one of the processes the product is compared with. */
  ask<Answer>(name: 'bare' | 'writes', question: Record<string, unknown>): Promise<Answer> {
    const own = this.running.own[name];
    if (!own) throw new Error(`${name} does not run`);
    return own.ask<Answer>(question);
  }

  /** A call of the API that must succeed; a text is sent as JSON lines. */
  async call<T>(method: string, route: string, body?: unknown): Promise<T> {
    const lines = typeof body === 'string';
    const answer = await fetch(`${this.running.url}${route}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': lines ? 'application/x-ndjson' : 'application/json' },
      ...(body === undefined ? {} : { body: lines ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route}: ${String(answer.status)} ${text.slice(0, 500)}`);
    return JSON.parse(text) as T;
  }

  /** Stops the product's worker, so that what Node writes at its end is written. */
  async stopWorker(): Promise<void> {
    await this.running.own.worker?.stop();
  }

  async stop(): Promise<void> {
    const { own, servers, connection, dir } = this.running;
    await connection.close();
    for (const child of Object.values(own)) child.kill();
    for (const server of Object.values(servers)) await server.kill9();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }

  private async ready(): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      const ok = await fetch(`${this.running.url}/api/ready`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (ok) return;
      await new Promise((again) => setTimeout(again, 100));
    }
    throw new Error(`the product was not ready within a minute; its logs are in ${this.running.dir}`);
  }
}
