import { Injectable } from '@nestjs/common';
import type { Coverable } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import { coverable } from '../waiting/eligible.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import type { ReasonCode } from '../why/codes.ts';
import { knownOf, on } from '../why/known.ts';
import { LoopVerdicts } from '../why/loop-verdicts.ts';
import type { LoopVerdict } from '../why/loop-verdicts.ts';
import { themeNames } from '../why/theme-names.ts';
import type { ThemeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { stateAt } from './shown.ts';

/** One person, and each of their loops that waits for it or was told of it. */
export interface Person {
  customerId: string;
  name: string | null;
  covered: boolean;
  reasonCode: ReasonCode;
  words: string;
  loops: { loopId: string; flowId: string; covered: boolean; reasonCode: ReasonCode }[];
}

export interface Audience {
  /** Null while it is not recorded. */
  improvementId: string | null;
  /** Nobody is told yet: this says what verifying would do. */
  wouldBe: boolean;
  /** People; `loops` beside it counts their loops. */
  covered: number;
  loops: number;
  not: { reasonCode: ReasonCode; words: string; count: number; loops: number }[];
  people: Person[];
  next: string | null;
}

const CHUNK = 500;
const FRESH_MS = 1_000;

/** Whom an improvement reaches and whom not: reckoned from the loops, never from what a release did. */
@Injectable()
export class Audiences {
  private readonly verdicts: LoopVerdicts;
  /** Whoever watches a release asks again and again. */
  private counted: { key: string; at: number; count: Promise<number> } | null = null;

  constructor(private readonly world: World) {
    this.verdicts = new LoopVerdicts(world);
  }

  async of(doc: ImprovementDoc, query: { flow?: string | undefined; limit: number; cursor?: string | undefined }): Promise<Audience> {
    const { as, wouldBe } = this.question(doc);
    const named = await themeNames(this.world.db, doc.themes);
    const everybody = people(doc, named, await this.judged(doc, as));
    const chosen = query.flow === undefined ? everybody : everybody.flatMap((one) => within(one, query.flow ?? ''));
    const after = query.cursor ?? '';
    const page = chosen.filter(({ customerId }) => customerId > after).slice(0, query.limit + 1);
    const shown = page.slice(0, query.limit);
    return {
      improvementId: doc._id === '' ? null : doc._id,
      wouldBe,
      covered: chosen.filter(({ covered }) => covered).length,
      loops: chosen.flatMap(({ loops }) => loops).filter(({ covered }) => covered).length,
      not: reasons(doc, named, chosen),
      people: shown,
      next: page.length > query.limit ? (shown.at(-1)?.customerId ?? null) : null,
    };
  }

  /** Loops that are, were or will be freed by it: those with a message of any outcome, and those it covers now. */
  coveredLoops(doc: ImprovementDoc): Promise<number> {
    const key = `${doc._id}@${String(doc.revision)} ${doc.release?.state ?? ''}`;
    if (this.counted?.key === key && performance.now() - this.counted.at < FRESH_MS) return this.counted.count;
    const count = this.countLoops(doc);
    this.counted = { key, at: performance.now(), count };
    count.catch(() => (this.counted = null));
    return count;
  }

  private async countLoops(doc: ImprovementDoc): Promise<number> {
    const judged = await this.judged(doc, coverable(doc));
    return judged.filter(({ covered, message, code }) => covered || message !== null || code === 'told-through-another-flow').length;
  }

  private question(doc: ImprovementDoc): { as: Coverable; wouldBe: boolean } {
    const now = this.world.clock.now();
    const state = stateAt(doc, now);
    if (state === 'verified' || state === 'declined') return { as: coverable(doc), wouldBe: false };
    const expiresAt = doc.expiresAt && doc.expiresAt <= now ? null : doc.expiresAt;
    return { as: { ...coverable(doc), state: 'verified', shippedAt: doc.shippedAt ?? now, expiresAt }, wouldBe: true };
  }

  private async judged(doc: ImprovementDoc, as: Coverable): Promise<LoopVerdict[]> {
    const ids = await this.loopIds(doc);
    const judged: LoopVerdict[] = [];
    for (let from = 0; from < ids.length; from += CHUNK)
      judged.push(...(await this.verdicts.of({ doc, as }, ids.slice(from, from + CHUNK))));
    return judged;
  }

  /** Loops that wait for its themes, that it was offered to, and that have a message of it. */
  async loopIds(doc: ImprovementDoc): Promise<string[]> {
    const { db } = this.world;
    const keys = doc.themes.map((theme) => `theme:${theme}`);
    const [waiting, offered, told] = await Promise.all([
      db.waits.find({ state: 'open', keys: { $in: keys }, what: 'improvement' }, { loop: 1 }).lean<Pick<WaitDoc, 'loop'>[]>(),
      db.waits
        .find({ lastOffer: `${doc._id}@${String(doc.release?.revision ?? doc.revision)}` }, { loop: 1 })
        .lean<Pick<WaitDoc, 'loop'>[]>(),
      db.messages
        .find(
          { $and: [{ 'claim.improvement': doc._id, 'claim.epoch': doc.epoch }, { 'claim.purpose': { $ne: 'correction' } }] },
          { loop: 1 },
        )
        .lean<{ loop: string | null }[]>(),
    ]);
    return [...new Set([...waiting, ...offered, ...told].map(({ loop }) => loop).filter((loop) => loop !== null))].sort();
  }
}

/** By person; of several loops that would tell them the first does, and the others stand as told through another flow. */
function people(doc: ImprovementDoc, named: ThemeNames, judged: LoopVerdict[]): Person[] {
  const byCustomer = new Map<string, LoopVerdict[]>();
  for (const one of judged) byCustomer.set(one.customer._id, [...(byCustomer.get(one.customer._id) ?? []), one]);
  return [...byCustomer.values()].map((theirs) => person(doc, named, theirs)).sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

function person(doc: ImprovementDoc, named: ThemeNames, theirs: LoopVerdict[]): Person {
  const telling = theirs.find(({ told }) => told) ?? theirs.find(({ covered }) => covered);
  const loops = theirs.map((one) => {
    const other = one !== telling && one.covered && !one.told;
    const { _id, flow } = one.facts.loop;
    return {
      loopId: _id,
      flowId: flow,
      covered: one.covered && !other,
      reasonCode: other ? ('told-through-another-flow' as const) : one.code,
    };
  });
  const [first] = theirs;
  const main = telling ?? first;
  if (!main) throw new Error('a person without loops');
  const { customer, facts, code, message } = main;
  const at = on(message?.sentAt ?? message?.handedAt);
  const known = { ...knownOf(doc, named, customer, facts.loop.spokeAt), ...(at === undefined ? {} : { told: at }) };
  return {
    customerId: customer._id,
    name: customer.name,
    covered: telling !== undefined,
    reasonCode: code,
    words: words(code, known),
    loops,
  };
}

/** The same person as far as one flow is concerned. */
function within(one: Person, flow: string): Person[] {
  const loops = one.loops.filter(({ flowId }) => flowId === flow);
  const main = loops.find(({ covered }) => covered) ?? loops[0];
  if (!main) return [];
  const same = main.reasonCode === one.reasonCode;
  return [{ ...one, loops, covered: main.covered, reasonCode: main.reasonCode, words: same ? one.words : words(main.reasonCode) }];
}

function reasons(doc: ImprovementDoc, named: ThemeNames, chosen: Person[]): Audience['not'] {
  const counted = new Map<ReasonCode, { count: number; loops: number }>();
  const add = (code: ReasonCode, more: { count: number; loops: number }): void => {
    const now = counted.get(code) ?? { count: 0, loops: 0 };
    counted.set(code, { count: now.count + more.count, loops: now.loops + more.loops });
  };
  for (const one of chosen) {
    if (!one.covered) add(one.reasonCode, { count: 1, loops: 0 });
    for (const loop of one.loops) if (!loop.covered) add(loop.reasonCode, { count: 0, loops: 1 });
  }
  return [...counted]
    .map(([reasonCode, counts]) => ({ reasonCode, words: words(reasonCode, knownOf(doc, named)), ...counts }))
    .sort((a, b) => b.count - a.count || b.loops - a.loops || (a.reasonCode < b.reasonCode ? -1 : 1));
}
