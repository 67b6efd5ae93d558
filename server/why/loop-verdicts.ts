import type { QueryFilter } from 'mongoose';
import { coverage, decides } from '@loopwright/workflows/contract';
import type { Coverable } from '@loopwright/workflows/contract';
import type { World } from '../app/world.ts';
import { channelsFor } from '../channels/channels.ts';
import { StopLinks } from '../channels/stop-link.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import { Published } from '../flows/plans.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, loadFacts, saidOf } from '../loops/facts.ts';
import type { LoopFacts } from '../loops/facts.ts';
import { keeps } from '../telling/comparison.ts';
import { comparedKeyOf, tellKeyOf } from '../telling/keys.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { Suppressions } from '../telling/suppression.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { channelAhead } from './channel-ahead.ts';
import { isReason } from './codes.ts';
import type { ReasonCode } from './codes.ts';

/** What becomes of one loop by an improvement. `told`: a message went, or may have gone. */
export interface LoopVerdict {
  facts: LoopFacts;
  customer: CustomerDoc;
  wait: WaitDoc | null;
  message: MessageDoc | null;
  covered: boolean;
  told: boolean;
  code: ReasonCode;
}

/** An improvement as it is, or as it would be if it were verified now. */
export interface Question {
  doc: ImprovementDoc;
  as: Coverable;
}

const ANSWERED = new Set(['sent', 'unknown']);
const UNDER_WAY = new Set(['held', 'scheduled', 'sending']);

/**
 * Says of each loop whether an improvement reaches its customer, and if not why: from the ledger where a message exists, else by
 * the one predicate and what the gate reads. Shares nothing else with the release, so that each can be held against the other.
 */
export class LoopVerdicts {
  private readonly published: Published;
  private readonly suppressions: Suppressions;
  private readonly channels;

  constructor(private readonly world: World) {
    this.published = new Published(world.db);
    this.suppressions = new Suppressions(world.db, world.secret);
    this.channels = channelsFor(world.db, world.clock, new StopLinks(world.secret, world.config.publicUrl), null);
  }

  async of({ doc, as }: Question, loopIds: readonly string[]): Promise<LoopVerdict[]> {
    const { db } = this.world;
    const facts = await loadFacts(db, loopIds);
    const declined = doc.state === 'declined';
    const claim: QueryFilter<MessageDoc> = {
      'claim.improvement': doc._id,
      'claim.epoch': doc.epoch,
      'claim.purpose': declined ? 'decision' : 'tell',
    };
    const [waits, messages] = await Promise.all([
      db.waits.find({ loop: { $in: loopIds }, state: 'open', what: 'improvement' }).lean<WaitDoc[]>(),
      db.messages
        .find({ $and: [{ loop: { $in: loopIds } }, claim] })
        .sort({ createdAt: 1 })
        .lean<MessageDoc[]>(),
    ]);
    const waitOf = new Map(waits.map((wait) => [wait.loop, wait]));
    const messageOf = new Map(messages.map((message) => [message.loop, message]));
    const people = await this.people([...facts.values()]);
    const flows = [...new Set([...facts.values()].map(({ loop }) => loop.flow))];
    const gate = await this.gateFacts(doc, [...people.values()], flows);
    return Promise.all(
      [...facts.values()].map(async (one): Promise<LoopVerdict> => {
        const customer = people.get(one.customer._id) ?? one.customer;
        const wait = waitOf.get(one.loop._id) ?? null;
        const message = messageOf.get(one.loop._id) ?? null;
        const verdict = message && one.loop.status !== 'open' ? fromLedger(message) : null;
        const found =
          verdict ??
          (message && message.state !== 'withheld' ? fromLedger(message) : await this.ahead(doc, as, { ...one, customer }, wait, gate));
        return { facts: one, customer, wait, message, ...found };
      }),
    );
  }

  private async ahead(doc: ImprovementDoc, as: Coverable, facts: LoopFacts, wait: WaitDoc | null, gate: GateFacts): Promise<Found> {
    const { customer, loop } = facts;
    const said = saidOf(facts, wait?.themes ?? loop.themes);
    if (doc.state === 'declined') {
      if (!decides(as, customerFacts(customer), said)) return no(undecided(as, facts, wait));
    } else {
      const verdict = coverage(as, customerFacts(customer), said, this.world.clock.now());
      if (!verdict.covers) return no(verdict.why);
    }
    const channel = wait
      ? channelAhead(await this.published.plan(loop.plan), wait.step, doc.state === 'declined' ? 'declined' : 'verified')
      : 'email';
    const address = this.channels[channel].addressOf(customer);
    if (customer.erasedAt) return no('erased');
    if (customer.consent[channel] === false) return no('no-consent');
    if (address === null) return no('no-address');
    if (gate.suppressed.has(address)) return no('suppressed');
    if (gate.compared.has(customer._id) || (await this.wouldKeep(loop, customer))) return no('comparison-group');
    if (gate.told.has(customer._id)) return no('told-through-another-flow');
    if (loop.status !== 'open') return no(overBecause(loop));
    if (gate.paused.has(loop.flow)) return { covered: true, told: false, code: 'paused' };
    return { covered: true, told: false, code: doc.release?.state === 'paused' ? 'release-paused' : 'will-be-told' };
  }

  /** Without drawing anybody into the comparison. */
  private async wouldKeep({ flow, version }: LoopFacts['loop'], customer: CustomerDoc): Promise<boolean> {
    const { holdback } = await this.published.edition(`${flow}/${String(version)}`);
    return holdback !== null && keeps(holdback, customer, await zoneOf(this.world.db), this.world.clock.now());
  }

  private async gateFacts(doc: ImprovementDoc, people: CustomerDoc[], flows: string[]): Promise<GateFacts> {
    const { db } = this.world;
    const purpose = doc.state === 'declined' ? 'decision' : 'tell';
    const tellKeys = new Map(people.map(({ _id }) => [tellKeyOf(_id, doc._id, doc.epoch, purpose), _id]));
    const comparedKeys = new Map(people.map(({ _id }) => [comparedKeyOf(_id, doc._id, doc.epoch), _id]));
    const addresses = people.flatMap((one) => [this.channels.email.addressOf(one), this.channels.webhook.addressOf(one)]);
    const [paused, tells, compared, suppressed] = await Promise.all([
      db.flows.find({ _id: { $in: flows }, pausedSending: true }, { _id: 1 }).lean<{ _id: string }[]>(),
      db.tells.find({ _id: { $in: [...tellKeys.keys()] } }).lean<{ _id: string }[]>(),
      db.compared.find({ _id: { $in: [...comparedKeys.keys()] } }).lean<{ _id: string }[]>(),
      this.suppressions.among(addresses.filter((address) => address !== null)),
    ]);
    return {
      paused: new Set(paused.map(({ _id }) => _id)),
      told: new Set(tells.map(({ _id }) => tellKeys.get(_id))),
      compared: new Set(compared.map(({ _id }) => comparedKeys.get(_id))),
      suppressed,
    };
  }

  /** Each customer as the person they are now. */
  private async people(facts: LoopFacts[]): Promise<Map<string, CustomerDoc>> {
    const entries = await Promise.all(
      facts.map(
        async ({ customer }) =>
          [customer._id, customer.mergedInto ? ((await survivorOf(this.world.db, customer._id)) ?? customer) : customer] as const,
      ),
    );
    return new Map(entries);
  }
}

interface GateFacts {
  paused: Set<string>;
  told: Set<string | undefined>;
  compared: Set<string | undefined>;
  suppressed: Set<string>;
}

type Found = Pick<LoopVerdict, 'covered' | 'told' | 'code'>;

const no = (code: ReasonCode): Found => ({ covered: false, told: false, code });

function fromLedger(message: MessageDoc): Found {
  if (ANSWERED.has(message.state)) return { covered: true, told: true, code: message.state === 'sent' ? 'told' : 'outcome-unknown' };
  if (UNDER_WAY.has(message.state)) return { covered: true, told: false, code: message.reason ?? 'will-be-told' };
  if (message.reason === 'already-told') return no('told-through-another-flow');
  return no(message.reason ?? 'not-told');
}

/** It would have reached them, and their loop was over before. */
function overBecause({ status, reasonCode }: LoopFacts['loop']): ReasonCode {
  if (status === 'closed') return 'answered-otherwise';
  return reasonCode !== null && isReason(reasonCode) ? reasonCode : 'loop-over';
}

/** Why a decision does not answer them: what `coverage` would say had it shipped when it was decided. */
function undecided(as: Coverable, facts: LoopFacts, wait: WaitDoc | null): ReasonCode {
  const shipped: Coverable = { ...as, state: 'verified', shippedAt: as.declinedAt, expiresAt: null };
  const verdict = coverage(shipped, customerFacts(facts.customer), saidOf(facts, wait?.themes ?? facts.loop.themes), new Date(0));
  return verdict.covers ? 'declined' : verdict.why;
}
