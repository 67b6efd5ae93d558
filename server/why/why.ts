import { Injectable } from '@nestjs/common';
import { admits, coverage } from '@loopwright/workflows/contract';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { LiveFlows } from '../entering/live-flows.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { coverable } from '../waiting/eligible.ts';
import type { ReasonCode } from './codes.ts';
import { knownOf, on } from './known.ts';
import { LoopVerdicts } from './loop-verdicts.ts';
import type { LoopVerdict } from './loop-verdicts.ts';
import { personOf } from './person.ts';
import type { WholePerson } from './person.ts';
import { themeNames } from './theme-names.ts';
import type { ThemeNames } from './theme-names.ts';
import { words } from './words.ts';

/** Why a customer was told of an improvement, or why not: one sentence with the fact and the rule. */
export interface Why {
  told: boolean;
  words: string;
  reasonCode: ReasonCode;
  messageId: string | null;
  loopId: string | null;
}

@Injectable()
export class Whys {
  private readonly verdicts: LoopVerdicts;

  constructor(private readonly world: World) {
    this.verdicts = new LoopVerdicts(world);
  }

  async of(customerId: string, improvementId: string): Promise<Why> {
    const person = await personOf(this.world.db, customerId);
    const doc = await this.world.db.improvements.findById(improvementId).lean<ImprovementDoc | null>();
    if (!doc) throw notFound('an improvement');
    if (person.customer.erasedAt) return nothing('erased');
    return (await this.byMessage(person, doc)) ?? (await this.byLoop(person, doc)) ?? (await this.withoutLoop(person, doc));
  }

  /** What they were really told decides before anything that could be. */
  private async byMessage({ customer, ids }: WholePerson, doc: ImprovementDoc): Promise<Why | null> {
    const sent = await this.world.db.messages
      .find({ 'claim.improvement': doc._id, customer: { $in: ids }, state: { $in: ['sent', 'unknown'] } })
      .sort({ createdAt: -1 })
      .lean<MessageDoc[]>();
    const message = sent.find((one) => one.claim?.purpose !== 'correction');
    if (!message?.claim) return null;
    const back = message.claim.purpose === 'tell' && message.claim.epoch < doc.epoch && doc.state === 'retracted';
    if (message.claim.epoch < doc.epoch && doc.state !== 'retracted') return null;
    const code = back
      ? 'told-wrongly-and-taken-back'
      : message.claim.purpose === 'decision'
        ? 'decided-against'
        : message.state === 'sent'
          ? 'told'
          : 'outcome-unknown';
    const told = on(message.sentAt ?? message.handedAt);
    const named = await themeNames(this.world.db, doc.themes);
    const known = { ...knownOf(doc, named, customer), ...(told === undefined ? {} : { told }) };
    return { told: true, words: words(code, known), reasonCode: code, messageId: message._id, loopId: message.loop };
  }

  private async byLoop({ customer, ids }: WholePerson, doc: ImprovementDoc): Promise<Why | null> {
    const { db } = this.world;
    const loops = await db.loops
      .find({ customer: { $in: ids } })
      .sort({ openedAt: -1 })
      .limit(500)
      .lean<LoopDoc[]>();
    const waiting = await db.waits
      .find({ loop: { $in: loops.map(({ _id }) => _id) }, state: 'open', themes: { $in: doc.themes } }, { loop: 1 })
      .lean<{ loop: string }[]>();
    const waits = new Set(waiting.map(({ loop }) => loop));
    const concerned = loops.filter((loop) => waits.has(loop._id) || loop.themes.some((theme) => doc.themes.includes(theme)));
    const judged = await this.verdicts.of(
      { doc, as: coverable(doc) },
      concerned.map(({ _id }) => _id),
    );
    const main =
      judged.find(({ covered }) => covered) ??
      judged.find(({ facts }) => facts.loop.status === 'open') ??
      judged.find(({ message }) => message) ??
      judged[0];
    return main ? this.ofLoop(main, doc, customer, await themeNames(db, doc.themes)) : null;
  }

  private ofLoop(
    { facts, message, code: reasonCode }: LoopVerdict,
    doc: ImprovementDoc,
    customer: WholePerson['customer'],
    named: ThemeNames,
  ): Why {
    const { loop } = facts;
    const leaves = message && on(message.notBefore);
    const known = {
      ...knownOf(doc, named, customer, loop.spokeAt),
      ...(leaves ? { leaves } : {}),
      ...(loop.reason === null ? {} : { because: loop.reason }),
    };
    return { told: false, words: words(reasonCode, known), reasonCode, messageId: message?._id ?? null, loopId: loop._id };
  }

  /** Nothing waits for them: what they said decides why. */
  private async withoutLoop({ customer, ids }: WholePerson, doc: ImprovementDoc): Promise<Why> {
    const said = await this.world.db.feedback
      .find({ customer: { $in: ids } })
      .sort({ occurredAt: -1 })
      .limit(500)
      .lean<FeedbackDoc[]>();
    const one = said.find(({ tags }) => tags.some(({ theme }) => doc.themes.includes(theme)));
    const named = await themeNames(this.world.db, doc.themes);
    const because = (reasonCode: ReasonCode): Why => {
      const known = knownOf(doc, named, customer, one?.occurredAt);
      return { told: false, words: words(reasonCode, known), reasonCode, messageId: null, loopId: null };
    };
    if (!one) return because(said.some(({ needs }) => needs.includes('theme')) ? 'not-tagged-yet' : 'said-nothing-of-it');
    if (one.history) return because('history-only');
    const themes = one.tags.map(({ theme }) => theme);
    const facts = { ...feedbackFacts(one), themes, occurredAt: one.occurredAt };
    const verdict = coverage(coverable(doc), customerFacts(customer), facts, this.world.clock.now());
    return because(verdict.covers ? await this.notLetIn(one, customer) : verdict.why);
  }

  /** Of the live flows the one that came closest says why: the later a rule is looked at, the closer it was. */
  private async notLetIn(said: FeedbackDoc, customer: WholePerson['customer']): Promise<ReasonCode> {
    const flows = await new LiveFlows(this.world.db, this.world.log).all();
    const found = flows.map((flow) => admits(flow.entry, { said, customer: customerFacts(customer), flow, now: said.receivedAt }));
    const whys = found.flatMap((one) => ('not' in one ? [one.not] : []));
    return whys.includes('too-old') ? 'too-old' : 'no-flow-took-it';
  }
}

const nothing = (reasonCode: ReasonCode): Why => ({ told: false, words: words(reasonCode), reasonCode, messageId: null, loopId: null });
