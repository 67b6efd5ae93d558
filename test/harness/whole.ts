import { PassThrough } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../server/app/create-app.ts';
import { openLog } from '../../server/app/log.ts';
import { Calls } from '../../server/channels/calls.ts';
import { channelsFor } from '../../server/channels/channels.ts';
import { Notices } from '../../server/channels/notices.ts';
import { StopLinks } from '../../server/channels/stop-link.ts';
import { readConfig } from '../../server/config/config.ts';
import { Entering } from '../../server/entering/entering.ts';
import { noFaults } from '../../server/faults.ts';
import { PartWay } from '../../server/flows/part-way.ts';
import { Published } from '../../server/flows/plans.ts';
import { StartNow } from '../../server/flows/start-now.ts';
import type { Models } from '../../server/storage/models.ts';
import { Suppressions } from '../../server/telling/suppression.ts';
import { prepareTemplates } from '../../server/templates/shelf.ts';
import { sweepLedger } from '../../server/telling/ledger-sweep.ts';
import { settleStops } from '../../server/messages/stop-and-hint.ts';
import { releasePages } from '../../server/working/release-pages.ts';
import { portsOf } from '../../server/working/ports.ts';
import { protocolsOf } from '../../server/working/protocols.ts';
import type { Protocols } from '../../server/working/protocols.ts';
import { MessageWriter } from '../../server/writing/writer.ts';
import { loopActivities } from '../../workflows/engine/loop-activities.ts';
import { FakeClock } from '../protocol/fake-clock.ts';
import { InProcessLoops } from '../protocol/in-process-loops.ts';
import { ADMIN_KEY } from './api.ts';
import { takeDatabase } from './database.ts';
import type { Answer } from './api.ts';

const SECRET = 'a secret of the tests';
const PUBLIC_URL = 'https://answers.halden.example';

/** The whole product in one process: API, feedback pump, walks, releases and mail kept here, over a real database and a test's clock. */
export class Whole {
  readonly clock = new FakeClock();
  readonly links = new StopLinks(SECRET, PUBLIC_URL);
  readonly notices: Notices;
  /** Whose key asks. */
  key = ADMIN_KEY;
  private readonly entering: Entering;
  private readonly pages;
  private readonly partWay: PartWay;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly db: Models,
    readonly loops: InProcessLoops,
    readonly protocols: Protocols,
    parts: { clock: FakeClock; notices: Notices; entering: Entering },
    private readonly stop: () => Promise<void>,
  ) {
    this.clock = parts.clock;
    this.notices = parts.notices;
    this.entering = parts.entering;
    this.partWay = new PartWay({ db, clock: this.clock, workflows: loops, log: { warn: () => undefined }, at: noFaults }, protocols.moving);
    this.pages = releasePages(db, loops, protocols, 1000);
  }

  static async start(environment: Record<string, string> = {}): Promise<Whole> {
    const { connection, db, giveBack } = await takeDatabase();
    const clock = new FakeClock();
    await prepareTemplates(db, clock);
    const published = new Published(db);
    const workflows = new InProcessLoops(clock, published);
    const config = { ...readConfig({ LOG_LEVEL: 'warn', PUBLIC_URL, ...environment }), adminKey: ADMIN_KEY };
    const log = openLog(config.logLevel, new PassThrough().resume());
    const links = new StopLinks(SECRET, config.publicUrl);
    const channels = channelsFor(db, clock, links, null);
    const writer = new MessageWriter(db, published, links);
    const suppressions = new Suppressions(db, SECRET);
    const protocols = protocolsOf({ connection, db, clock, workflows, channels, suppressions, writer, published, at: noFaults });
    const notices = new Notices(db, clock, null, PUBLIC_URL);
    workflows.activities = loopActivities(portsOf(db, clock, protocols, { webhooks: new Calls(db, clock), notices }));
    const app = await createApp({ connection, db, clock, workflows, config, log, secret: SECRET, askTemporal: () => Promise.resolve() });
    const entering = new Entering({ connection, db, clock, workflows, log, at: noFaults });
    return new Whole(app, db, workflows, protocols, { clock, notices, entering }, async () => {
      await workflows.stopAll();
      await app.close();
      await giveBack();
    });
  }

  /** Lets everything that can happen now happen: feedback enters, releases and recalls run to their end, loops come to rest. */
  async settle(): Promise<void> {
    while ((await new StartNow(this).pump()) > 0);
    await this.entering.runUntilEmpty();
    await this.loops.quiet();
    while ((await this.partWay.pump()) > 0);
    await settleStops({ db: this.db, workflows: this.loops, clock: this.clock });
    await this.loops.quiet();
    for (const name of this.loops.releases.splice(0)) await this.release(name);
    for (const name of this.loops.recalls.splice(0)) await this.recall(name);
    await this.loops.quiet();
    if (this.loops.bugs.length > 0) throw this.loops.bugs[0];
  }

  /** What the ledger does by itself, now: corrections and messages sent again. Returns how many it touched. */
  sweep(): Promise<number> {
    return sweepLedger(this.db, this.clock, this.protocols.ledger);
  }

  async ask<T = Record<string, never>>(method: string, url: string, body?: unknown): Promise<Answer<T>> {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { authorization: `Bearer ${this.key}`, ...json };
    const answer = await this.app.inject({
      method: method as 'GET',
      url,
      headers,
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? answer.json() : {}) as T, text: answer.body };
  }

  get<T = Record<string, never>>(url: string): Promise<Answer<T>> {
    return this.ask<T>('GET', url);
  }

  post<T = Record<string, never>>(url: string, body: unknown = {}): Promise<Answer<T>> {
    return this.ask<T>('POST', url, body);
  }

  close(): Promise<void> {
    return this.stop();
  }

  private async release(name: string): Promise<void> {
    const [improvement = '', revision] = name.split('@');
    for (let after: string | null = null, offered = 0; ;) {
      const page = await this.pages.releasePage({ improvement, revision: Number(revision), after, offered });
      if (page.done || page.stop) return;
      await this.loops.quiet();
      offered = page.next === null ? 0 : offered + page.offered;
      after = page.next;
    }
  }

  private async recall(name: string): Promise<void> {
    const [improvement = '', epoch] = name.split('@');
    for (let after: string | null = null; ;) {
      const page = await this.pages.recallPage({ improvement, epoch: Number(epoch), after });
      if (page.done || page.stop) break;
      after = page.next;
    }
    for (const { _id } of await this.db.messages
      .find({ 'claim.purpose': 'correction', state: 'scheduled' }, { _id: 1 })
      .lean<{ _id: string }[]>())
      await this.protocols.ledger.advance(_id);
  }
}
