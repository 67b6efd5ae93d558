import { setTimeout as delay } from 'node:timers/promises';
import type { FlowInput } from '@loopwright/workflows/contract';
import { freshLoop } from '../../server/loops/fresh-loop.ts';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import type { Stand } from './stand.ts';
import { percentile } from './statistics.ts';

const DAY = 86_400_000;
const LOOK_MS = 200;

const flow = (themes: string[]): FlowInput => ({
  name: 'Price promises',
  entry: { themes, feelings: ['complaint'] },
  steps: [
    {
      id: 'wait',
      kind: 'wait-for-improvement',
      config: { themes: 'same', atMost: 'P90D' },
      exits: {
        verified: [
          { id: 'tell', kind: 'send-message', config: { template: 'you-asked-we-changed', channel: 'email' } },
          { id: 'done', kind: 'close-loop', config: {} },
        ],
        'timed-out': [{ id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } }],
      },
    },
  ],
});

export interface Told {
  seconds: number;
  /** From the verification to the message sent, for half of them and for 99 of 100. */
  p50: number;
  p99: number;
}

/** The product as the bench uses it: everything through its doors, but for the loop rows, which are put there as matching leaves them. */
export class Product {
  private readonly stand: Stand;
  private live: { flow: string; flowKey: string; version: number; plan: string } | null = null;
  private sent = 0;
  /** Rows a second, each time some were sent. */
  readonly ingested: number[] = [];

  constructor(stand: Stand) {
    this.stand = stand;
  }

  /** One flow for all these themes, live, whose messages need no look. */
  async open(themes: string[]): Promise<void> {
    for (const key of themes)
      await this.stand.call('POST', '/api/themes', { key, name: key, noun: { en: { singular: 'price', plural: 'prices' } } });
    const made = await this.stand.call<{ id: string; revision: number }>('POST', '/api/flows', flow(themes));
    await this.stand.call('POST', `/api/flows/${made.id}/publish`, { revision: made.revision, hold: false });
    const [row, version] = await Promise.all([this.stand.db.flows.findById(made.id).lean(), this.stand.db.versions.findOne().lean()]);
    if (!row || !version) throw new Error('the flow is not there');
    this.live = { flow: row._id, flowKey: row.key, version: version.version, plan: version.plan };
  }

  /** Sends feedback as JSON lines, each from a customer of its own, and waits until it is matched. Wishes enter no flow. */
  async ingest(rows: number, theme: string): Promise<void> {
    const lines = Array.from({ length: rows }, () => JSON.stringify(this.feedback(theme, 'wish'))).join('\n');
    const begun = performance.now();
    const { accepted } = await this.stand.call<{ accepted: number }>('POST', '/api/feedback', lines);
    this.ingested.push(rows / ((performance.now() - begun) / 1000));
    if (accepted !== rows) throw new Error(`${String(accepted)} of ${String(rows)} rows were accepted`);
    await this.until(async () => (await this.stand.db.feedback.exists({ pending: true })) === null);
  }

  feedback(theme: string, feeling: 'wish' | 'complaint'): Record<string, unknown> {
    const name = String((this.sent += 1));
    return {
      source: 'survey',
      externalId: `said-${name}`,
      text: 'The price on the shelf is without tax, so I pay more at the till than I had reckoned with, every single time.',
      themes: [theme],
      feeling,
      language: 'en',
      occurredAt: new Date(Date.now() - 3 * DAY).toISOString(),
      customer: { externalId: `c-${name}`, email: `c${name}@example.com`, name: 'Ana Ruiz', timeZone: 'Europe/Berlin', locale: 'en-GB' },
    };
  }

  /** Puts a loop row for each feedback about a theme, matched and not started; answers the seconds until all their waits stand. */
  async start(theme: string): Promise<number> {
    const { db } = this.stand;
    const said = await db.feedback.find({ 'tags.theme': theme }, { customer: 1, occurredAt: 1 }).lean();
    const rows = said.map((one) => this.row(one, theme));
    const begun = Date.now();
    await db.loops.collection.insertMany(rows as object[]);
    const theirs = { keys: `theme:${theme}`, state: 'open' as const };
    await this.until(async () => (await db.waits.countDocuments(theirs)) >= rows.length);
    const [last] = await db.waits.find(theirs, { since: 1 }).sort({ since: -1 }).limit(1).lean();
    return ((last?.since.getTime() ?? 0) - begun) / 1000;
  }

  /** Verifies an improvement to a theme and waits until everybody who waited for it is told and their loops are closed. */
  async tell(theme: string): Promise<Told> {
    const { db } = this.stand;
    const theirs = { themes: theme, status: 'open' as const };
    const loops = await db.loops.find(theirs, { _id: 1 }).lean();
    const ids = loops.map(({ _id }) => _id);
    const verifiedAt = await this.verify(theme);
    await this.until(async () => (await db.waits.countDocuments({ keys: `theme:${theme}`, state: 'open' })) === 0);
    await this.until(async () => (await db.loops.exists({ _id: { $in: ids }, status: 'open' })) === null);
    const closed = await db.loops.find({ _id: { $in: ids }, closedAs: 'told' }, { closedAt: 1 }).lean();
    const sent = await db.messages.find({ loop: { $in: ids }, state: 'sent' }, { sentAt: 1 }).lean();
    if (closed.length !== ids.length || sent.length !== ids.length)
      throw new Error(`of ${String(ids.length)} loops ${String(closed.length)} were closed as told, ${String(sent.length)} messages sent`);
    const since = (at: Date | null): number => ((at?.getTime() ?? 0) - verifiedAt) / 1000;
    const delays = sent.map(({ sentAt }) => since(sentAt));
    const seconds = closed.reduce((latest, { closedAt }) => Math.max(latest, since(closedAt)), 0);
    return { seconds, p50: percentile(delays, 0.5), p99: percentile(delays, 0.99) };
  }

  /** Records, ships and verifies; answers the instant just before it was verified. */
  async verify(theme: string): Promise<number> {
    const { id } = await this.stand.call<{ id: string }>('POST', '/api/improvements', {
      themes: [theme],
      title: `prices without tax (${theme})`,
      change: 'every price includes tax',
      owner: 'Maya Lind, pricing',
    });
    await this.stand.call('POST', `/api/improvements/${id}/ship`, { shippedAt: new Date(Date.now() - DAY).toISOString() });
    const begun = Date.now();
    await this.stand.call('POST', `/api/improvements/${id}/verify`, { evidence: 'Looked at 60 pages.' });
    return begun;
  }

  private row(said: { _id: string; customer: string; occurredAt: Date }, theme: string): LoopDoc {
    if (!this.live) throw new Error('no flow is open');
    return freshLoop({
      ...this.live,
      feedback: said._id,
      customer: said.customer,
      themes: [theme],
      spokeAt: said.occurredAt,
      // Old enough for the worker to start it at once, as it does after an outage of Temporal.
      openedAt: new Date(Date.now() - 60_000),
      demo: false,
    });
  }

  private async until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await delay(LOOK_MS);
  }
}
