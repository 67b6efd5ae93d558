import { milliseconds } from '@loopwright/workflows/contract';
import type { MessageReason, TrailEntry } from '@loopwright/workflows/contract';
import { nextSlot } from '@loopwright/workflows/simulate';
import type { Leaving, SendGate, SimulatedMessage } from '@loopwright/workflows/simulate';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Channels } from '../telling/channel.port.ts';
import { keeps } from '../telling/comparison.ts';
import type { Documents } from '../telling/documents.ts';
import { comparedKeyOf, tellKeyOf } from '../telling/keys.ts';
import type { ContentDoc, MessageDoc } from '../telling/message.schema.ts';
import { nextOpenInstant } from '../telling/quiet-hours.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import type { MessageWriter } from '../writing/writer.ts';
import type { GateFacts } from './gate-facts.ts';
import { previewMessage } from './preview-message.ts';
import type { Subject } from './subject.ts';
import type { Supposed } from './supposed.ts';
import type { Tried } from './tried-flow.ts';

/** What the gate said of one message: what held it up, what it says, and why it was not sent. */
export interface Judged {
  delays: { at: number; until: number; code: MessageReason }[];
  content: ContentDoc | null;
  to: string | null;
  detail: string | null;
}

/** The send gate in virtual time, in the order of the real one. What it lets go is rendered, and goes nowhere. */
export class PreviewGate implements SendGate {
  readonly judged = new Map<string, Judged>();
  private readonly written: number[];
  private readonly told: Set<string>;

  constructor(
    private readonly tried: Tried,
    private readonly subject: Subject,
    private readonly loop: LoopDoc,
    private readonly supposed: Supposed,
    private readonly facts: GateFacts,
    private readonly channels: Channels,
    private readonly writer: (trail: ReadonlyMap<number, TrailEntry>) => MessageWriter,
    private readonly stoppedAt: number,
  ) {
    this.written = [...facts.written];
    this.told = new Set(facts.told);
  }

  refuses(message: SimulatedMessage, now: number): MessageReason | null {
    const { customer } = this.subject;
    const row = this.row(message, now);
    const to = this.channels[row.channel].addressOf(customer);
    const judged = this.of(message);
    judged.to = to;
    if (customer.consent[row.channel] === false) return 'no-consent';
    if (to === null) return 'no-address';
    return now >= this.stoppedAt || this.facts.suppressed.has(to) ? 'suppressed' : null;
  }

  async judge(message: SimulatedMessage, now: number, trail: ReadonlyMap<number, TrailEntry>): Promise<Leaving> {
    const { customer } = this.subject;
    const { rules } = this.facts;
    const row = this.row(message, now);
    if (this.compared(row, now)) return { exit: 'withheld', code: 'comparison-group' };
    const open = nextOpenInstant(rules.quietHours, customer.timeZone ?? rules.zone, new Date(now)).getTime();
    if (open > now) return this.later(message, now, open, 'quiet-hours');
    const free = nextSlot(rules.cap && { messages: rules.cap.messages, withinMs: milliseconds(rules.cap.within) }, this.written, now);
    if (free !== null && free > now) return this.later(message, now, free, 'cap');
    const key = row.claim && tellKeyOf(customer._id, row.claim.improvement, row.claim.epoch, row.claim.purpose);
    if (key !== null && this.told.has(key)) return { exit: 'sent', code: 'already-told' };
    const written = await this.writer(trail).writeIn(this.template(message), row, this.documents(row, now), new Date(now));
    const judged = this.of(message);
    if ('refusal' in written) {
      judged.detail = written.refusal;
      return { exit: 'withheld', code: 'cannot-render' };
    }
    judged.content = written.content;
    this.written.push(now);
    if (key !== null) this.told.add(key);
    return { exit: 'sent' };
  }

  template({ call }: SimulatedMessage): TemplateDoc {
    const found = this.facts.templates.get(String(call.config['template']));
    if (!found) throw new Error('template-not-pinned');
    return found;
  }

  private compared({ claim }: MessageDoc, now: number): boolean {
    if (claim?.purpose !== 'tell') return false;
    const { customer } = this.subject;
    if (this.facts.compared.has(comparedKeyOf(customer._id, claim.improvement, claim.epoch))) return true;
    const { holdback } = this.tried.tree;
    return holdback !== undefined && keeps(holdback, customer, this.facts.rules.zone, new Date(now));
  }

  private later(message: SimulatedMessage, at: number, until: number, code: MessageReason): Leaving {
    this.of(message).delays.push({ at, until, code });
    return { later: until, code };
  }

  private row(message: SimulatedMessage, now: number): MessageDoc {
    const { hand } = message.call;
    const improvement = hand && this.supposed.at(hand.improvement, now);
    return previewMessage(message, this.loop, this.template(message), improvement, new Date(now));
  }

  private documents({ claim }: MessageDoc, now: number): Documents {
    const { customer, feedback } = this.subject;
    const improvement = claim && this.supposed.at(claim.improvement, now);
    return { customer, feedback, loop: this.loop, improvement, told: null, rules: this.facts.rules };
  }

  private of({ id }: SimulatedMessage): Judged {
    const known = this.judged.get(id) ?? { delays: [], content: null, to: null, detail: null };
    this.judged.set(id, known);
    return known;
  }
}
