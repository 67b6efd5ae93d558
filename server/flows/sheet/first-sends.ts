import { placed } from '@loopwright/workflows/contract';
import type { Channel, Flow, Plan } from '@loopwright/workflows/contract';
import type { ImprovementDoc } from '../../improvements/improvement.schema.ts';
import type { LoopDoc } from '../../loops/loop.schema.ts';
import type { Models } from '../../storage/models.ts';
import { tellKeyOf } from '../../telling/keys.ts';
import { decidedAbout, eligibleAmong } from '../../waiting/eligible.ts';
import { messageAhead } from '../../why/channel-ahead.ts';
import type { Already } from './said-already.ts';

const LISTED = 20;

/** What the gate refuses in any case: who said no to the channel, and who left no address. */
const mayBeWrittenTo = ({ consent, emails }: Already['customer'], channel: Channel): boolean =>
  consent[channel] !== false && (channel !== 'email' || emails.length > 0);

export interface FirstSends {
  people: number;
  /** Some of them, with what they would hear. */
  who: { customerId: string; name: string | null; improvement: string }[];
}

/** Who, of those that would start now, is written to at once: what was changed for them is verified already, or decided against. */
export class FirstSendCount {
  private readonly people = new Map<string, FirstSends['who'][number]>();
  private readonly wait;
  private readonly decided = new Map<string, Promise<ImprovementDoc[]>>();

  constructor(
    private readonly db: Models,
    private readonly plan: Plan,
    flow: Pick<Flow, 'steps'>,
    private readonly now: Date,
  ) {
    this.wait = placed(flow).find(({ parent, step }) => parent === null && step.kind === 'wait-for-improvement')?.step ?? null;
  }

  async add({ feedback, customer, themes: admitted }: Already): Promise<void> {
    if (!this.wait || this.people.has(customer._id)) return;
    const named = this.plan.steps[this.wait.id]?.config['themes'];
    const themes = Array.isArray(named) ? (named as string[]) : admitted;
    const loop = { themes: admitted, spokeAt: feedback.occurredAt } as LoopDoc;
    const found = eligibleAmong(await this.about(themes), { loop, customer, feedback }, themes, this.now);
    if (!found || found.exit === 'held') return;
    const message = messageAhead(this.plan, this.wait.id, found.exit);
    if (!message || !mayBeWrittenTo(customer, message.channel)) return;
    const { _id, epoch, title } = found.improvement;
    const told = tellKeyOf(customer._id, _id, epoch, found.exit === 'declined' ? 'decision' : 'tell');
    if (await this.db.tells.exists({ _id: told })) return;
    this.people.set(customer._id, { customerId: customer._id, name: customer.name, improvement: title });
  }

  get found(): FirstSends {
    return { people: this.people.size, who: [...this.people.values()].slice(0, LISTED) };
  }

  private about(themes: readonly string[]): Promise<ImprovementDoc[]> {
    const key = themes.join('\n');
    const known = this.decided.get(key) ?? decidedAbout(this.db, themes);
    this.decided.set(key, known);
    return known;
  }
}
