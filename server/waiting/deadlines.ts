import { deadlineOf, nextWeekday } from '@loopwright/workflows/ports';
import type { ParkCall } from '@loopwright/workflows/ports';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { MessageDoc } from '../telling/message.schema.ts';

/** Whose wait it is, and which: the same gives the same deadline, in whatever version it is asked. */
export interface WaitOf {
  loop: Pick<LoopDoc, 'feedback' | 'customer' | 'spokeAt'>;
  step: string;
  visit: number;
}

/** When waits end: absolute instants, jitter included. */
export class Deadlines {
  constructor(private readonly db: Models) {}

  /** `from`: when the loop came to stand there. Null = however long it takes. */
  async of(wanted: ParkCall['for'], { loop, step, visit }: WaitOf, from: Date): Promise<Date | null> {
    const seed = `${loop.feedback}#${step}#${String(visit)}`;
    const since = from.getTime();
    if (wanted.what === 'resume') return null;
    if (wanted.what === 'again') return wanted.until === null ? null : new Date(wanted.until);
    if (wanted.what === 'time') {
      if ('forMs' in wanted.rule) return new Date(deadlineOf({ from: since, limitMs: wanted.rule.forMs, seed }));
      const limitMs = nextWeekday(wanted.rule, since, await this.zone(loop)) - since;
      return new Date(deadlineOf({ from: since, limitMs, seed }));
    }
    if (wanted.what === 'approval') return this.notSentAfter(wanted.about);
    if (wanted.what !== 'improvement') return new Date(deadlineOf({ from: since, limitMs: wanted.atMostMs, seed }));
    if (wanted.deadline !== undefined) return wanted.deadline === null ? null : new Date(wanted.deadline);
    if (wanted.atMostMs === null) return null;
    const counted = wanted.countedFrom === 'here' ? since : await this.spokeAt(loop);
    return new Date(deadlineOf({ from: counted, limitMs: wanted.atMostMs, seed }));
  }

  /** One instant for the wait, the message and whoever looks at it. */
  private async notSentAfter(message: string): Promise<Date | null> {
    const doc = await this.db.messages.findById(message, { staleAfter: 1 }).lean<Pick<MessageDoc, 'staleAfter'> | null>();
    return doc?.staleAfter ?? null;
  }

  private async spokeAt(loop: WaitOf['loop']): Promise<number> {
    const feedback = await this.db.feedback.findById(loop.feedback, { occurredAt: 1 }).lean<Pick<FeedbackDoc, 'occurredAt'>>();
    return (feedback?.occurredAt ?? loop.spokeAt).getTime();
  }

  private async zone(loop: WaitOf['loop']): Promise<string> {
    const customer = await this.db.customers.findById(loop.customer, { timeZone: 1 }).lean<Pick<CustomerDoc, 'timeZone'>>();
    return customer?.timeZone ?? (await zoneOf(this.db));
  }
}
