import { once } from 'node:events';
import { connect as open } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../server/app/create-app.ts';
import { openLog } from '../../server/app/log.ts';
import { PATIENCE } from '../../server/app/patience.ts';
import type { Patience } from '../../server/app/patience.ts';
import { readConfig } from '../../server/config/config.ts';
import { ADMIN_KEY } from '../harness/api.ts';
import { takeDatabase } from '../harness/database.ts';
import { FakeWorkflows } from '../harness/fake-workflows.ts';
import { FakeClock } from '../protocol/fake-clock.ts';

/** What came back over a plain connection before it was closed, or `enough` had come. */
export interface Said {
  status: number;
  text: string;
  closed: boolean;
}

/** The API as it listens in use, with less patience; spoken to over plain connections. */
export class Listening {
  private readonly sockets: Socket[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    readonly port: number,
    private readonly written: string[],
    private readonly close: () => Promise<void>,
  ) {}

  static async start(patience: Patience = PATIENCE): Promise<Listening> {
    const { connection, db, giveBack } = await takeDatabase();
    const workflows = new FakeWorkflows();
    const written: string[] = [];
    const sink = new PassThrough();
    sink.on('data', (line: Buffer) => written.push(line.toString()));
    const config = { ...readConfig({ LOG_LEVEL: 'warn' }), adminKey: ADMIN_KEY };
    const log = openLog(config.logLevel, sink);
    const world = { connection, db, clock: new FakeClock(), workflows, config, log, secret: 'a secret of the tests' };
    const app = await createApp({ ...world, askTemporal: () => workflows.missing([]).then(() => undefined) }, patience);
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return new Listening(app, port, written, async () => {
      await app.close();
      await giveBack();
    });
  }

  /** Bugs that were logged. */
  get bugs(): string[] {
    return this.written.filter((line) => line.includes('"bug"'));
  }

  async open(): Promise<Socket> {
    const socket = open(this.port, '127.0.0.1').on('error', () => undefined);
    this.sockets.push(socket);
    await once(socket, 'connect');
    return socket;
  }

  /** Sends bytes as they are and reads until the server closes, or the answer is whole as far as `until` can tell. */
  async say(bytes: string | Buffer, until = (text: string): boolean => text.includes('\r\n\r\n')): Promise<Said> {
    const socket = await this.open();
    const said = heard(socket, until);
    socket.write(bytes);
    return said;
  }

  async isServing(): Promise<boolean> {
    return (await fetch(`http://127.0.0.1:${String(this.port)}/api/health`)).status === 200;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.close();
  }
}

/** What a server says on this connection, until `until` holds or it hangs up. */
export function heard(socket: Socket, until: (text: string) => boolean): Promise<Said> {
  return new Promise((resolve) => {
    let text = '';
    const done = (closed: boolean): void => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text, closed });
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (until(text)) done(false);
    });
    socket.on('close', () => done(true));
  });
}

/** A request as it stands on the wire. */
export const request = (method: string, path: string, headers: Record<string, string>, body = ''): string =>
  [`${method} ${path} HTTP/1.1`, 'host: localhost', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join(
    '\r\n',
  );
