import { Injectable } from '@nestjs/common';
import { admits, milliseconds, sentences } from '@loopwright/workflows/contract';
import type { Admission, Flow } from '@loopwright/workflows/contract';
import { preview } from '@loopwright/workflows/preview';
import type { Outset } from '@loopwright/workflows/simulate';
import { World } from '../app/world.ts';
import { channelsFor } from '../channels/channels.ts';
import { StopLinks } from '../channels/stop-link.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import { Suppressions } from '../telling/suppression.ts';
import type { Channels } from '../telling/channel.port.ts';
import { MessageWriter } from '../writing/writer.ts';
import { entryFacts } from './entry-facts.ts';
import { NOT_LET_IN, entryAsks } from './entry-words.ts';
import { outlineOf } from './outline.ts';
import { gateFacts } from './gate-facts.ts';
import { happenings, instantOf, isLookedAt, stopsMailAt } from './happenings.ts';
import { Narration } from './narration.ts';
import { drawsIn } from './past-people.ts';
import { passedOnIn } from './passed-on.ts';
import type { Trail } from './passed-on.ts';
import { PreviewGate } from './preview-gate.ts';
import { previewLoop } from './preview-message.ts';
import { DAY_MS } from './preview-body.ts';
import type { Trial } from './preview-body.ts';
import { subjectOf } from './subject.ts';
import type { ShownPreview } from './shown-preview.ts';
import type { Subject } from './subject.ts';
import { Supposed } from './supposed.ts';
import { TriedFlows } from './tried-flow.ts';
import type { Tried } from './tried-flow.ts';

const DAYS_SHOWN = 1_500;

/** The engine's own walk over virtual time, with the real customer, house rules, words and send gate. */
@Injectable()
export class Previews {
  private readonly channels: Channels;
  private readonly suppressions: Suppressions;
  private readonly links: StopLinks;

  constructor(
    private readonly world: World,
    private readonly triedFlows: TriedFlows,
  ) {
    this.links = new StopLinks(world.secret, world.config.publicUrl);
    this.channels = channelsFor(world.db, world.clock, this.links, null);
    this.suppressions = new Suppressions(world.db, world.secret);
  }

  async of(flow: string, trial: Trial, draft?: Flow): Promise<ShownPreview> {
    const tried = await this.triedFlows.draft(flow, draft);
    return this.play(tried, await subjectOf(this.world.db, tried.doc, trial, this.world.clock.now()), trial);
  }

  private async play(tried: Tried, subject: Subject, trial: Trial): Promise<ShownPreview> {
    const { db } = this.world;
    const { facts, assumed } = entryFacts(tried.doc, subject);
    const admission = admits(tried.tree.entry, facts);
    const themes = 'admitted' in admission ? admission.admitted : [];
    const opened = subject.opened.getTime();
    const supposed = await Supposed.read(db, trial.events, themes, subject.opened, subject.feedback.demo);
    const flowWords = tried.words;
    const gate = await gateFacts(db, this.suppressions, subject.customer, tried.plan, [...supposed.recorded.values()]);
    if (gate.rules.killSwitch) assumed.push('All sending is switched off now; the test takes it as switched on.');
    const loop = previewLoop(tried, subject, themes);
    const happened = happenings(trial.events, opened, tried.plan, supposed, subject);
    const published = {
      plan: () => Promise.resolve(tried.plan),
      template: () => Promise.reject(new Error('content-missing')),
      edition: () => Promise.resolve({ brand: tried.tree.brand ?? null, holdback: tried.tree.holdback ?? null, hold: 0 }),
    };
    const writer = (trail: Trail): MessageWriter => new MessageWriter(db, published, this.links, passedOnIn(trail, tried.plan));
    const stopped = stopsMailAt(trial.events, opened);
    const sendGate = new PreviewGate(tried, subject, loop, supposed, gate, this.channels, writer, stopped);
    const outset: Outset = {
      opened,
      customer: customerFacts(subject.customer),
      feedback: { ...feedbackFacts(subject.feedback), themes, occurredAt: subject.feedback.occurredAt },
      ...(subject.feedback.scoreKind !== null && { scoreKind: subject.feedback.scoreKind }),
      improvements: supposed.outset,
      zone: gate.rules.zone,
      feedbackId: subject.feedback._id,
      customerId: subject.customer._id,
      held: isLookedAt(trial.events),
      delayMs: milliseconds(gate.rules.sendDelay),
      gate: sendGate,
      draws: drawsIn(tried.doc._id, subject.customer.draws),
      answers: Object.fromEntries(trial.failing.map((step) => [step, { exit: 'failed', code: 'gave-up-trying' }])),
    };
    const until = trial.until === undefined ? opened + DAYS_SHOWN * DAY_MS : instantOf(trial.until, opened);
    const played = 'admitted' in admission ? await preview(tried.plan, outset, happened, until) : null;
    const told = new Narration(tried, subject, supposed, sendGate, flowWords, sentences(tried.tree, flowWords));
    const went = told.of(played);
    const entry = { ...letsIn(admission), asks: entryAsks(tried.tree.entry, facts, flowWords), assumed };
    return {
      opened: subject.opened,
      customer: { id: subject.madeUp ? null : subject.customer._id, name: subject.customer.name },
      feedback: saidBy(subject),
      entry,
      ...went,
      kinds: [...new Set(Object.values(tried.plan.steps).map(({ kind }) => kind))],
      outline: outlineOf({ entry, ...went }),
    };
  }
}

const letsIn = (admission: Admission): Pick<ShownPreview['entry'], 'letsIn' | 'reasonCode' | 'words'> =>
  'admitted' in admission
    ? { letsIn: true, reasonCode: null, words: 'The flow lets them in.' }
    : { letsIn: false, reasonCode: admission.not, words: `The flow does not let them in. ${NOT_LET_IN[admission.not]}` };

const saidBy = ({ feedback, madeUp }: Subject): ShownPreview['feedback'] => ({
  id: madeUp ? null : feedback._id,
  text: feedback.text,
  source: feedback.source,
  occurredAt: feedback.occurredAt,
  themes: feedback.tags.map(({ theme }) => theme),
});
