import { connect } from '../../server/storage/connection.ts';
import { modelsOf } from '../../server/storage/models.ts';
import { Deployment } from '../harness/deployment.ts';
import { MailServer } from '../mail/mail-server.ts';

const DAY = 86_400_000;
const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

interface FlowGiven {
  name: string;
  theme: string;
  /** Lets in only what came from this source, which may not be known yet. */
  from?: string;
  atMost?: string;
  holdback?: { percent: number; until: string };
  withoutDeclined?: boolean;
  hold?: boolean;
}

const tell = (id: string, template: string) => ({ id, kind: 'send-message', config: { template, channel: 'email', as: 'Maya Lind' } });
const close = (id: string) => ({ id, kind: 'close-loop', config: {} });

/** A deployment with a real mail server, and the few things a story is told with; people are found by their first names. */
export class Town {
  private readonly ids = new Map<string, string>();

  private constructor(
    readonly mail: MailServer,
    readonly deployment: Deployment,
  ) {}

  static async open(): Promise<Town> {
    const mail = await MailServer.start();
    const deployment = await Deployment.start({ SMTP_URL: mail.url, MAIL_FROM: 'Maya Lind <maya@shop.example>' });
    await deployment.done('PATCH', '/api/house-rules', { sendDelay: 'PT0S', quietHours: null, cap: null });
    return new Town(mail, deployment);
  }

  async close(): Promise<void> {
    await this.deployment.stop();
    await this.mail.stop();
  }

  theme = (key: string): Promise<unknown> =>
    this.deployment.done('POST', '/api/themes', { key, name: key, noun: { en: { singular: key, mass: key } } });

  /** Waits for an improvement, tells, closes; published at once. Returns its id. */
  async flow({ name, theme, from, atMost = 'P90D', holdback, withoutDeclined, hold = false }: FlowGiven): Promise<string> {
    const made = await this.deployment.done<{ id: string; revision: number }>('POST', '/api/flows', {
      name,
      entry: { themes: [theme], feelings: ['complaint'], ...(from ? { onlyIf: { field: 'feedback.source', is: [from] } } : {}) },
      ...(holdback ? { holdback } : {}),
      steps: [
        {
          id: 'wait',
          kind: 'wait-for-improvement',
          config: { themes: 'same', atMost },
          exits: {
            verified: [tell('tell', 'you-asked-we-changed'), close('done')],
            ...(withoutDeclined ? {} : { declined: [tell('no', 'not-this-one'), close('heard')] }),
            'timed-out': [{ id: 'end', kind: 'stop', config: { reason: 'nothing changed in time' } }],
          },
        },
      ],
    });
    await this.deployment.done('POST', `/api/flows/${made.id}/publish`, { revision: made.revision, hold });
    return made.id;
  }

  /** Somebody complains; the first time we hear of them they become a customer. */
  async says(
    name: string,
    theme: string,
    given: { days?: number; source?: string; brand?: string; email?: string | null; plan?: string } = {},
  ): Promise<void> {
    const { days = 10, source = 'survey', brand, email = `${name.toLowerCase()}@example.com`, plan } = given;
    const externalId = `${name}-${theme}-${String(days)}-${brand ?? ''}`;
    const customer = { externalId: name, name, ...(email === null ? {} : { email }), ...(plan ? { attributes: { plan } } : {}) };
    const feedback = {
      source,
      externalId,
      text: `${theme} is wrong`,
      occurredAt: daysAgo(days),
      themes: [theme],
      feeling: 'complaint',
      customer,
    };
    await this.deployment.done('POST', '/api/feedback', brand ? { ...feedback, brand } : feedback);
  }

  /** The id of a person; kept, for who is erased is not found by name any more. */
  async id(name: string): Promise<string> {
    const known = this.ids.get(name);
    if (known) return known;
    const { items } = await this.deployment.done<{ items: { id: string }[] }>('GET', `/api/customers?externalId=${name}`);
    const id = items[0]?.id;
    if (!id) throw new Error(`nobody is called ${name}`);
    this.ids.set(name, id);
    return id;
  }

  async change(name: string, patch: object): Promise<void> {
    await this.deployment.done('PATCH', `/api/customers/${await this.id(name)}`, patch);
  }

  /** Shipped, not verified yet. */
  async improvement(id: string, theme: string, given: object = {}): Promise<void> {
    await this.deployment.done('POST', '/api/improvements', {
      id,
      themes: [theme],
      title: id,
      change: `${theme} is right for everyone`,
      ...given,
    });
    await this.deployment.done('POST', `/api/improvements/${id}/ship`, { shippedAt: daysAgo(1) });
  }

  act = (id: string, what: string, body: object = {}): Promise<unknown> =>
    this.deployment.done('POST', `/api/improvements/${id}/${what}`, body);

  verify = (id: string, given: object = {}): Promise<unknown> => this.act(id, 'verify', { evidence: 'looked at it myself', ...given });

  /** Approves whatever is held for this improvement, once it is held. */
  async approve(improvement: string): Promise<void> {
    const held = `/api/messages?improvement=${improvement}&state=held`;
    let ids: string[] = [];
    await this.deployment.eventually(`held: ${improvement}`, async () => {
      ids = (await this.deployment.done<{ items: { id: string }[] }>('GET', held)).items.map((message) => message.id);
      return ids.length > 0;
    });
    await this.deployment.done('POST', '/api/messages/approve', { ids });
  }

  async held(improvement: string): Promise<void> {
    const held = `/api/messages?improvement=${improvement}&state=held`;
    await this.deployment.eventually(
      `held: ${improvement}`,
      async () => (await this.deployment.done<{ items: unknown[] }>('GET', held)).items.length > 0,
    );
  }

  /** Puts a customer where a test needs them in the comparison: the draw itself is tried elsewhere. */
  async arm(name: string, arm: number): Promise<void> {
    const connection = await connect(this.deployment.mongodbUri);
    await modelsOf(connection).customers.updateOne({ _id: await this.id(name) }, { $set: { arm } });
    await connection.close();
  }

  /** How many loops stand open and waiting. */
  async waiting(count: number): Promise<void> {
    await this.deployment.eventually(`${String(count)} loops wait`, async () => {
      const { items } = await this.deployment.done<{ items: { at: unknown }[] }>('GET', '/api/loops?status=open&limit=500');
      return items.filter((loop) => loop.at !== null).length === count;
    });
  }

  /** Told or not, and why, with every date replaced by … */
  async why(name: string, improvement: string): Promise<{ told: boolean; reasonCode: string; words: string }> {
    const id = await this.id(name);
    const answer = await this.deployment.done<{ told: boolean; reasonCode: string; words: string }>(
      'GET',
      `/api/customers/${id}/why?improvement=${improvement}`,
    );
    const words = answer.words.replace(/\d{1,2} [A-Z][a-z]+ \d{4}( \d{2}:\d{2}( UTC)?)?/g, '…');
    return { told: answer.told, reasonCode: answer.reasonCode, words };
  }

  /** Subjects of the mails that really arrived for this person. */
  mailsTo = (name: string): number => this.mail.received.filter((mail) => mail.to.includes(`${name.toLowerCase()}@example.com`)).length;
}
