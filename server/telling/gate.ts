import type { MessageReason } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FaultPoint } from '../faults.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { loadFacts } from '../loops/facts.ts';
import { isSendingPaused } from '../loops/standing.ts';
import type { Models } from '../storage/models.ts';
import { coversLoop, decidesLoop } from '../waiting/eligible.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { takeSlot } from './cap.ts';
import type { Channels } from './channel.port.ts';
import { isCompared } from './comparison.ts';
import type { ClaimDoc, ContentDoc, MessageDoc } from './message.schema.ts';
import { nextOpenInstant } from './quiet-hours.ts';
import type { Suppressions } from './suppression.ts';
import { takeTellKey } from './tell-key.ts';
import type { Writer } from './writer.port.ts';

/** `look`: what was approved is not what would go now. */
export type Verdict =
  | { go: { to: string; content: ContentDoc } }
  | { withhold: MessageReason; detail?: string }
  | { later: Date; reason: MessageReason }
  | { paused: true }
  | { look: ContentDoc };

const isCorrection = (message: MessageDoc): boolean => message.claim?.purpose === 'correction';
const KILL_SWITCH_MS = 60_000;
const BUSY_MS = 5_000;

/** L5: everything that must hold in the moment of sending, read after the message was claimed. */
export class Gate {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly suppressions: Suppressions,
    private readonly writer: Writer,
    private readonly at: FaultPoint,
  ) {}

  async judge(message: MessageDoc): Promise<Verdict> {
    const now = this.clock.now();
    if (now > message.staleAfter) return { withhold: message.reason === 'provider-busy' ? 'gave-up-trying' : 'stale' };
    const customer = await survivorOf(this.db, message.customer);
    const rules = await houseRules(this.db);
    const to = customer && this.channels[message.channel].addressOf(customer);
    return (
      (await this.refusedBy(message, customer, to)) ??
      (await this.heldUp(message, rules)) ??
      (await this.untrue(message, now)) ??
      (await this.kept(message, customer, now)) ??
      (await this.reserve(message, customer, to, rules, now))
    );
  }

  /** Consent, erasure, suppression, the address: never overridden. */
  private async refusedBy(message: MessageDoc, customer: CustomerDoc | null, to: string | null): Promise<Verdict | null> {
    if (!customer || customer.erasedAt) return { withhold: 'erased' };
    if (
      message.loop &&
      !isCorrection(message) &&
      !(await this.db.loops.exists({ _id: message.loop, generation: message.generation, status: 'open' }))
    )
      return { withhold: 'loop-over' };
    if (customer.consent[message.channel] === false) return { withhold: 'no-consent' };
    if (!to) return { withhold: 'no-address' };
    return (await this.suppressions.has(to)) ? { withhold: 'suppressed' } : null;
  }

  private async heldUp(message: MessageDoc, rules: HouseRulesDoc): Promise<Verdict | null> {
    if (rules.killSwitch) return { later: new Date(this.clock.now().getTime() + KILL_SWITCH_MS), reason: 'kill-switch' };
    const paused = message.flow && !isCorrection(message) && (await isSendingPaused(this.db, message.flow));
    return paused ? { paused: true } : null;
  }

  /** Whether what it claims is verified and true for this customer, now. */
  private async untrue(message: MessageDoc, now: Date): Promise<Verdict | null> {
    const { claim } = message;
    if (!claim || !message.loop) return null;
    if (claim.purpose === 'correction') return this.superfluous(claim);
    const doc = await this.db.improvements.findById(claim.improvement).lean<ImprovementDoc | null>();
    if (!doc || doc.epoch !== claim.epoch || doc.state === 'retracted') return { withhold: 'improvement-retracted' };
    const facts = (await loadFacts(this.db, [message.loop])).get(message.loop);
    const wait = claim.wait ? await this.db.waits.findById(claim.wait, { themes: 1 }).lean<Pick<WaitDoc, 'themes'> | null>() : null;
    if (!facts) return { withhold: 'erased' };
    const themes = wait?.themes ?? facts.loop.themes;
    const holds = claim.purpose === 'decision' ? decidesLoop(doc, facts, themes) : coversLoop(doc, facts, themes, now);
    return holds ? null : { withhold: 'no-longer-covered' };
  }

  /** A correction is true while its retraction stands. */
  private async superfluous(claim: ClaimDoc): Promise<Verdict | null> {
    const doc = await this.db.improvements
      .findById(claim.improvement, { epoch: 1, state: 1 })
      .lean<Pick<ImprovementDoc, 'epoch' | 'state'> | null>();
    return doc?.epoch === claim.epoch && doc.state === 'retracted' ? null : { withhold: 'no-longer-covered' };
  }

  /** The comparison group: not told on purpose, of this improvement, in any flow. */
  private async kept(message: MessageDoc, customer: CustomerDoc | null, now: Date): Promise<Verdict | null> {
    if (!customer || message.claim?.purpose !== 'tell') return null;
    return (await isCompared(this.db, message, message.claim, customer, now)) ? { withhold: 'comparison-group' } : null;
  }

  private async reserve(
    message: MessageDoc,
    customer: CustomerDoc | null,
    to: string | null,
    rules: HouseRulesDoc,
    now: Date,
  ): Promise<Verdict> {
    if (!customer || !to) return { withhold: 'erased' };
    const open = nextOpenInstant(rules.quietHours, customer.timeZone ?? rules.zone, now);
    if (open > now) return { later: open, reason: 'quiet-hours' };
    if (rules.cap && !isCorrection(message)) {
      const full = await takeSlot(this.db, rules.cap, message, customer._id, now);
      if (full) return { later: full.free, reason: 'cap' };
    }
    await this.at('L5.slot-taken');
    const told = await takeTellKey(this.db, message, customer._id, now);
    if ('told' in told) return { withhold: 'already-told', detail: told.told };
    const busy: Verdict = { later: new Date(now.getTime() + BUSY_MS), reason: message.reason ?? 'send-delay' };
    if ('busy' in told) return busy;
    await this.at('L5.tell-key-taken');
    // Merged meanwhile: the key belongs to the survivor, whom the next try finds.
    if (await this.db.customers.exists({ _id: customer._id, mergedInto: { $ne: null } })) return busy;
    return this.words(message, to, now);
  }

  private async words(message: MessageDoc, to: string, now: Date): Promise<Verdict> {
    const written = await this.writer.write(message, now);
    if ('refusal' in written) return { withhold: 'cannot-render', detail: written.refusal };
    if (!message.approved || !message.content) return { go: { to, content: written.content } };
    return written.content.hash === message.approved.contentHash ? { go: { to, content: message.content } } : { look: written.content };
  }
}
