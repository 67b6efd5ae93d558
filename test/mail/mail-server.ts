import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

type Data = NonNullable<SMTPServerOptions['onData']>;
type Recipient = NonNullable<SMTPServerOptions['onRcptTo']>;

export interface Received {
  from: string;
  to: string[];
  raw: string;
}

/** A real mail server in this process; `say` scripts what it answers. */
export class MailServer {
  readonly received: Received[] = [];
  private script: { data?: Data; recipient?: Recipient } = {};

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<MailServer> {
    const box: { mail?: MailServer } = {};
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: (address, session, done) => {
        const scripted = box.mail?.script.recipient;
        if (scripted) scripted.call(server, address, session, done);
        else done();
      },
      onData: (stream, session, done) => {
        const scripted = box.mail?.script.data;
        if (scripted) scripted.call(server, stream, session, done);
        else
          void box.mail?.take(stream, session).then(() => {
            done();
          });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.server.address() as AddressInfo;
    box.mail = new MailServer(server, `smtp://127.0.0.1:${String(port)}`);
    return box.mail;
  }

  say(script: { data?: Data; recipient?: Recipient }): void {
    this.script = script;
  }

  clear(): void {
    this.received.length = 0;
    this.script = {};
  }

  /** Ends every connection without a word. */
  hangUp(): void {
    const { connections } = this.server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
    for (const one of connections) one._socket.destroy();
  }

  /** Receives a mail; one that was cut off, its sender gone, was never received. */
  async take(stream: Parameters<Data>[0], session: Parameters<Data>[1]): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const { mailFrom, rcptTo } = session.envelope;
    this.received.push({
      from: mailFrom ? mailFrom.address : '',
      to: rcptTo.map(({ address }) => address),
      raw: Buffer.concat(chunks).toString('utf8'),
    });
  }

  stop(): Promise<void> {
    return new Promise((done) => {
      this.server.close(() => {
        done();
      });
    });
  }
}

/** The headers of a mail, unfolded, by lower-case name. */
export function headersIn(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}
