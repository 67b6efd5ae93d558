import type { SimulatedMessage } from '@loopwright/workflows/simulate';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { freshLoop } from '../loops/fresh-loop.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { hashOf } from '../storage/ids.ts';
import type { ClaimDoc, MessageDoc } from '../telling/message.schema.ts';
import type { SendConfig } from '../telling/prepare.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import type { Tried } from './tried-flow.ts';
import type { Subject } from './subject.ts';

const PREVIEW = 'preview';

/** The loop that a trial plays, as if it were stored. */
export function previewLoop({ doc, plan }: Tried, { customer, feedback, opened }: Subject, themes: string[]): LoopDoc {
  const begun = {
    flow: doc._id,
    flowKey: doc.key,
    version: 0,
    plan: plan.$plan,
    feedback: feedback._id,
    customer: customer._id,
    themes,
    spokeAt: feedback.occurredAt,
    openedAt: opened,
    demo: doc.demo,
  };
  return { ...freshLoop(begun), _id: PREVIEW, started: true };
}

/** A simulated message as the ledger would hold it; it is written by the writer that writes those. */
export function previewMessage(
  { call, notBefore, staleAfter }: SimulatedMessage,
  loop: LoopDoc,
  template: TemplateDoc,
  improvement: ImprovementDoc | null,
  now: Date,
): MessageDoc {
  const { channel, as, fallback, quote } = call.config as unknown as SendConfig;
  return {
    _id: hashOf(PREVIEW, loop.flow, loop.customer, call.step, call.visit),
    loop: loop._id,
    generation: 1,
    step: call.step,
    visit: call.visit,
    flow: loop.flow,
    version: loop.version,
    customer: loop.customer,
    channel,
    to: null,
    template: template.name,
    templateHash: template._id,
    as,
    fallback,
    mayQuote: quote,
    claim: claimOf(call, template, improvement),
    state: 'scheduled',
    reason: null,
    detail: null,
    token: null,
    leaseUntil: null,
    handedAt: null,
    stop: null,
    notBefore: new Date(notBefore),
    staleAfter: new Date(staleAfter ?? notBefore),
    attempts: 0,
    approved: null,
    content: null,
    via: null,
    covers: [],
    sentAt: null,
    demo: loop.demo,
    createdAt: now,
  };
}

function claimOf({ hand }: SimulatedMessage['call'], template: TemplateDoc, improvement: ImprovementDoc | null): ClaimDoc | null {
  const purpose = template.claims ? 'tell' : template.decides ? 'decision' : null;
  if (!hand || !purpose || !improvement) return null;
  return { improvement: hand.improvement, revision: hand.revision, epoch: improvement.epoch, purpose, wait: null };
}
