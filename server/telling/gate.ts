import type { MessageReason } from '@loopwright/workflows/contract';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { Published } from '../flows/plans.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { isSendingPaused } from '../loops/standing.ts';
import type { Models } from '../storage/models.ts';
import { coversLoop, decidesLoop } from '../waiting/eligible.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { takeSlot } from './cap.ts';
import type { Channels } from './channel.port.ts';
import { isCompared } from './comparison.ts';
import { documentsOf } from './documents.ts';
import type { Documents } from './documents.ts';
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
/** The product's own correction: no loop stands behind it, and no flow's pause holds it. */
const goesByItself = (message: MessageDoc): boolean => isCorrection(message) && !message.byStep;
const KILL_SWITCH_MS = 60_000;
const BUSY_MS = 5_000;

/** L5: everything that must hold in the moment of sending, read after the message was claimed. */
export class Gate {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly published: Published,
    private readonly channels: Channels,
    private readonly suppressions: Suppressions,
    private readonly writer: Writer,
    private readonly at: FaultPoint,
  ) {}

  async judge(message: MessageDoc): Promise<Verdict> {
    const now = this.clock.now();
    if (now > message.staleAfter) return { withhold: message.reason === 'provider-busy' ? 'gave-up-trying' : 'stale' };
    const docs = await documentsOf(this.db, message);
    if (!docs) return { withhold: 'erased' };
    const to = this.channels[message.channel].addressOf(docs.customer);
    const refused = refusedBy(message, docs, to);
    if (refused || to === null) return { withhold: refused ?? 'no-address' };
    if (await this.suppressions.has(to)) return { withhold: 'suppressed' };
    return (
      (await this.heldUp(message, docs)) ??
      (await this.untrue(message, docs, now)) ??
      (await this.kept(message, docs, now)) ??
      (await this.reserve(message, docs, to, now))
    );
  }

  private async heldUp(message: MessageDoc, { rules }: Documents): Promise<Verdict | null> {
    if (rules.killSwitch) return { later: new Date(this.clock.now().getTime() + KILL_SWITCH_MS), reason: 'kill-switch' };
    const paused = message.flow && !goesByItself(message) && (await isSendingPaused(this.db, message.flow));
    return paused ? { paused: true } : null;
  }

  /** Whether what it claims is verified and true for this customer, now. */
  private async untrue(message: MessageDoc, { customer, feedback, improvement, loop }: Documents, now: Date): Promise<Verdict | null> {
    const { claim } = message;
    if (!claim || !message.loop) return null;
    if (claim.purpose === 'correction') return superfluous(message, claim, improvement);
    if (!improvement || improvement.epoch !== claim.epoch || improvement.state === 'retracted')
      return { withhold: 'improvement-retracted' };
    if (!loop || !feedback) return { withhold: 'erased' };
    const wait = claim.wait ? await this.db.waits.findById(claim.wait, { themes: 1 }).lean<Pick<WaitDoc, 'themes'> | null>() : null;
    const themes = wait?.themes ?? loop.themes;
    const facts = { loop, customer, feedback };
    const holds = claim.purpose === 'decision' ? decidesLoop(improvement, facts, themes) : coversLoop(improvement, facts, themes, now);
    return holds ? null : { withhold: 'no-longer-covered' };
  }

  /** The comparison group: not told on purpose, of this improvement, in any flow. */
  private async kept(message: MessageDoc, docs: Documents, now: Date): Promise<Verdict | null> {
    if (message.claim?.purpose !== 'tell') return null;
    const compared = await isCompared(this.db, this.published, message, message.claim, docs, now);
    return compared ? { withhold: 'comparison-group' } : null;
  }

  private async reserve(message: MessageDoc, docs: Documents, to: string, now: Date): Promise<Verdict> {
    const { customer, rules } = docs;
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
    return this.words(message, docs, to, now);
  }

  private async words(message: MessageDoc, docs: Documents, to: string, now: Date): Promise<Verdict> {
    const written = await this.writer.write(message, docs, now);
    if ('refusal' in written) return { withhold: 'cannot-render', detail: written.refusal };
    if (!message.approved || !message.content) return { go: { to, content: written.content } };
    // Edited words stand as long as those they were made from would be written again.
    const looked = message.content.edited?.original.hash ?? message.approved.contentHash;
    return written.content.hash === looked ? { go: { to, content: message.content } } : { look: written.content };
  }
}

/** Consent and the address: never overridden. Only a correction that goes by itself, and what a person sends again, is for a loop that is over. */
function refusedBy(message: MessageDoc, { customer, loop }: Documents, to: string | null): MessageReason | null {
  const open = loop?.generation === message.generation && loop.status === 'open';
  if (message.loop && !goesByItself(message) && !message.again && !open) return 'loop-over';
  if (customer.consent[message.channel] === false) return 'no-consent';
  return to ? null : 'no-address';
}

/** A correction is true while its retraction stands; one that a flow still owes also after a later one. */
function superfluous({ byStep }: MessageDoc, { epoch }: ClaimDoc, improvement: ImprovementDoc | null): Verdict | null {
  const stands = improvement?.state === 'retracted' && (byStep ? improvement.epoch >= epoch : improvement.epoch === epoch);
  return stands ? null : { withhold: 'no-longer-covered' };
}
