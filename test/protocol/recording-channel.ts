import type { ChannelPort, Delivery, Outgoing } from '../../server/telling/channel.port.ts';

/** Remembers everything that reached the outside; answers what the test says. */
export class RecordingChannel implements ChannelPort {
  readonly seen: Outgoing[] = [];
  private answers: (Delivery | Error)[] = [];

  addressOf(customer: { emails: readonly string[] }): string | null {
    return customer.emails[0] ?? null;
  }

  deliver(outgoing: Outgoing): Promise<Delivery> {
    const answer = this.answers.shift() ?? { outcome: 'sent', via: 'smtp' };
    if (answer instanceof Error) {
      if (answer.name !== 'BeforeReaching') this.seen.push(outgoing);
      return Promise.reject(answer);
    }
    if (answer.outcome === 'sent') this.seen.push(outgoing);
    return Promise.resolve(answer);
  }

  /** What the next deliveries come to. */
  answer(...answers: (Delivery | Error)[]): void {
    this.answers.push(...answers);
  }

  clear(): void {
    this.seen.length = 0;
    this.answers = [];
  }
}
