import { PassThrough } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../server/app/create-app.ts';
import { openLog } from '../../server/app/log.ts';
import { readConfig } from '../../server/config/config.ts';
import type { Models } from '../../server/storage/models.ts';
import { FakeClock } from '../protocol/fake-clock.ts';
import { takeDatabase } from './database.ts';
import { FakeWorkflows } from './fake-workflows.ts';

export const ADMIN_KEY = 'the-admin-key-of-the-tests';

/** An answer of the API; `body` is whatever came, to be looked at by `expect`. */
export interface Answer<T = Record<string, never>> {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: T;
  text: string;
}

interface Asked {
  key?: string | null;
  headers?: Record<string, string>;
}

/** The API in process over a database of its own, with a clock and workflows that the test holds. */
export class TestApi {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly db: Models,
    readonly clock: FakeClock,
    readonly workflows: FakeWorkflows,
    private readonly written: string[],
    private readonly stop: () => Promise<void>,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<TestApi> {
    const { connection, db, giveBack } = await takeDatabase();
    const clock = new FakeClock();
    const workflows = new FakeWorkflows();
    const written: string[] = [];
    const sink = new PassThrough();
    sink.on('data', (line: Buffer) => written.push(line.toString()));
    const config = { ...readConfig({ LOG_LEVEL: 'debug', ...environment }), adminKey: ADMIN_KEY };
    const log = openLog(config.logLevel, sink);
    const askTemporal = (): Promise<void> => workflows.missing([]).then(() => undefined);
    const world = { connection, db, clock, workflows, config, log, secret: 'a secret of the tests', askTemporal };
    const app = await createApp(world);
    return new TestApi(app, db, clock, workflows, written, async () => {
      await app.close();
      await giveBack();
    });
  }

  /** Asks with the admin key unless `key` says otherwise (null: without any). Strings are sent as they are. */
  async ask<T = Record<string, never>>(method: string, url: string, body?: unknown, { key, headers = {} }: Asked = {}): Promise<Answer<T>> {
    const answer = await this.app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key ?? ADMIN_KEY}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body) }),
    });
    const json = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: (json ? answer.json() : {}) as T, text: answer.body };
  }

  get<T = Record<string, never>>(url: string, asked?: Asked): Promise<Answer<T>> {
    return this.ask<T>('GET', url, undefined, asked);
  }

  post<T = Record<string, never>>(url: string, body: unknown, asked?: Asked): Promise<Answer<T>> {
    return this.ask<T>('POST', url, body, asked);
  }

  /** Everything this server has logged. */
  get logged(): string {
    return this.written.join('');
  }

  close(): Promise<void> {
    return this.stop();
  }
}
