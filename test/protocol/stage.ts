import { createHash } from 'node:crypto';
import { loopActivities } from '../../workflows/engine/loop-activities.ts';
import type { Plan, PlanStep, Step } from '@loopwright/workflows/contract';
import type { Ports } from '@loopwright/workflows/ports';
import type { Connection } from 'mongoose';
import { PartWay } from '../../server/flows/part-way.ts';
import { Published } from '../../server/flows/plans.ts';
import { firstHouseRules } from '../../server/house-rules/house-rules.ts';
import { connect } from '../../server/storage/connection.ts';
import { newId } from '../../server/storage/ids.ts';
import { modelsOf, prepareStorage } from '../../server/storage/models.ts';
import type { Models } from '../../server/storage/models.ts';
import type { Writer } from '../../server/telling/writer.port.ts';
import type { Ledger } from '../../server/telling/ledger.ts';
import type { Recalling } from '../../server/telling/recall.ts';
import { Suppressions } from '../../server/telling/suppression.ts';
import type { Releasing } from '../../server/waiting/release.ts';
import type { Sweeper } from '../../server/waiting/sweeper.ts';
import { portsOf } from '../../server/working/ports.ts';
import { protocolsOf } from '../../server/working/protocols.ts';
import { FakeClock } from './fake-clock.ts';
import { FaultScript } from './fault-script.ts';
import { InProcessLoops } from './in-process-loops.ts';
import { RecordingChannel } from './recording-channel.ts';

const TEMPLATES = { tell: 'you-asked-we-changed', decide: 'not-this-one' } as const;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const step = (
  id: string,
  kind: string,
  config: Record<string, unknown>,
  exits: PlanStep['exits'],
  hand: PlanStep['hand'] = null,
): PlanStep => ({
  id,
  kind,
  version: 1,
  config,
  exits,
  hand,
});

const send = (id: string, template: string, next: string, as: 'verified' | 'declined'): PlanStep =>
  step(
    id,
    'send-message',
    { template, channel: 'email', as: null, fallback: 'en', quote: false, tryForMs: 14 * 86_400_000 },
    { sent: { to: next }, withheld: { end: 'not-told' } },
    { wait: 'wait', as },
  );

/** Wait for an improvement; tell; close. Declined: say so; close. Timed out: stop. */
export function tellingPlan(flow: string, atMostMs: number | null = 90 * 86_400_000): Plan {
  const steps = [
    step(
      'wait',
      'wait-for-improvement',
      { themes: 'same', atMostMs, countedFrom: 'here' },
      {
        verified: { to: 'tell' },
        declined: { to: 'no' },
        'timed-out': { to: 'end' },
      },
    ),
    send('tell', TEMPLATES.tell, 'done', 'verified'),
    step('done', 'close-loop', { as: 'told' }, {}, { wait: 'wait', as: 'verified' }),
    send('no', TEMPLATES.decide, 'heard', 'declined'),
    step('heard', 'close-loop', { as: 'told' }, {}, { wait: 'wait', as: 'declined' }),
    step('end', 'stop', { reason: 'nothing changed in time' }, {}),
  ];
  const templates = { [TEMPLATES.tell]: hash(TEMPLATES.tell), [TEMPLATES.decide]: hash(TEMPLATES.decide) };
  const body = { format: 1 as const, flow, first: { to: 'wait' }, steps: Object.fromEntries(steps.map((one) => [one.id, one])), templates };
  return { $plan: hash(JSON.stringify(body)), ...body };
}

const drawn = (id: string, kind: string, exits?: Step['exits']): Step => ({ id, kind, config: {}, ...(exits ? { exits } : {}) });

/** The same as it was drawn. */
export const tellingSteps = (): Step[] => [
  drawn('wait', 'wait-for-improvement', {
    verified: [drawn('tell', 'send-message'), drawn('done', 'close-loop')],
    declined: [drawn('no', 'send-message'), drawn('heard', 'close-loop')],
    'timed-out': [drawn('end', 'stop')],
  }),
];

/** Says what a test needs to tell messages apart, and hashes what a real writer would. */
const plainWriter: Writer = {
  write(message, { improvement }) {
    const text = `${message.template} for ${message.customer} about ${improvement?.title ?? 'nothing'}`;
    const facts = `${message.templateHash}|${String(improvement?.revision)}|${text}`;
    return Promise.resolve({ content: { subject: message.template, text, html: null, locale: 'en', hash: hash(facts) } });
  },
};

/** The protocols over a real database, with a clock, a channel and faults that the test controls. */
export class Stage {
  readonly clock = new FakeClock();
  readonly faults = new FaultScript();
  readonly channel = new RecordingChannel();
  readonly loops: InProcessLoops;
  readonly ledger: Ledger;
  readonly releasing: Releasing;
  readonly recalling: Recalling;
  readonly sweeper: Sweeper;
  readonly partWay: PartWay;
  readonly suppressions: Suppressions;
  /** Collections written to since the last reset: emptying all of them took a fifth of a case. */
  private readonly written = new Set<string>();

  private constructor(
    readonly connection: Connection,
    readonly db: Models,
  ) {
    const { clock, faults } = this;
    const at = faults.at;
    connection.set('debug', (collection: string, method: string) => {
      if (!method.startsWith('find') || method.startsWith('findOneAnd')) this.written.add(collection);
    });
    this.suppressions = new Suppressions(db, 'secret');
    const published = new Published(db);
    const channels = { email: this.channel, webhook: this.channel };
    const workflows = new InProcessLoops(clock, published);
    const protocols = protocolsOf({
      connection,
      db,
      clock,
      workflows,
      channels,
      suppressions: this.suppressions,
      writer: plainWriter,
      published,
      at,
    });
    const outside: Pick<Ports, 'webhooks' | 'notices'> = {
      webhooks: { call: () => Promise.resolve({ exit: 'answered' }) },
      notices: { tell: () => Promise.resolve({ exit: 'delivered' }) },
    };
    workflows.activities = loopActivities(portsOf(db, clock, protocols, outside));
    this.loops = workflows;
    this.partWay = new PartWay({ db, clock, workflows, at, log: { warn: () => undefined } }, protocols.moving);
    ({ ledger: this.ledger, releasing: this.releasing, recalling: this.recalling, sweeper: this.sweeper } = protocols);
  }

  static async open(uri: string): Promise<Stage> {
    const connection = await connect(uri, `protocol-${newId()}`);
    const db = modelsOf(connection);
    await prepareStorage(db);
    const stage = new Stage(connection, db);
    for (const name of Object.values(TEMPLATES)) await stage.template(name);
    return stage;
  }

  /** Empties what a case writes; templates stay. */
  async reset(): Promise<void> {
    this.faults.clear();
    this.channel.clear();
    await this.loops.stopAll();
    this.clock.reset();
    const used = Object.values(this.db)
      .map(({ collection }) => collection)
      .filter(({ name }) => this.written.has(name) && name !== this.db.templates.collection.name);
    this.written.clear();
    await Promise.all(used.map((collection) => collection.deleteMany({})));
    await this.db.houseRules.create(firstHouseRules(false, 'Europe/Berlin'));
  }

  async close(): Promise<void> {
    await this.loops.stopAll();
    await this.connection.dropDatabase();
    await this.connection.close();
  }

  private async template(name: string): Promise<void> {
    const variants = { en: { subject: name, body: name, partials: {} } };
    const kind = { claims: name === TEMPLATES.tell, decides: name === TEMPLATES.decide, promises: null };
    await this.db.templates.create({ _id: hash(name), name, version: 1, title: name, variants, ...kind, createdAt: this.clock.now() });
  }
}
