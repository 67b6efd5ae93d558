import { Injectable } from '@nestjs/common';
import { canonicalJson } from '@loopwright/workflows/contract';
import type { Decline, ImprovementPatch, Retract, Ship, Verify } from '@loopwright/workflows/contract';
import type { z } from 'zod';
import { conflict, invalid, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { LiveFlows } from '../entering/live-flows.ts';
import { versionsFor } from '../entering/taking-up.ts';
import { hintMessages } from '../messages/stop-and-hint.ts';
import { recallingIn } from '../telling/recall.ts';
import type { Recalled } from '../telling/recall.ts';
import { tryHint } from '../waiting/try-hint.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { Improvements } from './improvements.ts';
import { storedScope } from './scope.ts';
import { stateAt } from './shown.ts';
import { ToldBefore } from './told-before.ts';

const RELEASED = new Set<ImprovementDoc['state']>(['verified', 'declined']);

/** Instants as text, so that they differ where they differ. */
const asText = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value ?? null)));

/** A new revision to be walked; one that people have paused stays paused. */
const nextRelease = ({ revision, release }: ImprovementDoc): ImprovementDoc['release'] => ({
  revision: revision + 1,
  state: release?.state === 'paused' ? 'paused' : 'wanted',
});

/** What customers are told, and which of them. */
const VOUCHED = ['themes', 'scope', 'change', 'stillNot', 'seeAt', 'shippedAt', 'expiresAt'] as const;

/** Four eyes: administrators aside, nobody vouches for what they themselves recorded, shipped or last changed. */
function mustNotBeOwn(doc: ImprovementDoc, { id, role }: Caller, does = 'verifies what you shipped'): void {
  if (role !== 'admin' && [doc.createdBy, doc.shippedBy, doc.changedBy].includes(id))
    throw new Refusal(403, 'own-work', `Somebody else with the role maker, or an administrator, ${does}.`);
}

/**
 * Whoever changes what was verified vouches for it as whoever verified it did; before that, another is to verify the change. To end it
 * sooner tells nobody anything.
 */
function vouching(now: ImprovementDoc, given: Partial<ImprovementDoc>, by: Caller): Pick<ImprovementDoc, 'changedBy'> {
  const sooner = given.expiresAt && (!now.expiresAt || given.expiresAt < now.expiresAt);
  const altered = VOUCHED.filter((field) => alters(now, given, field) && !(field === 'expiresAt' && sooner));
  if (altered.length === 0) return {};
  if (now.state !== 'verified') return { changedBy: by.id };
  mustNotBeOwn(now, by, 'changes what was verified of your own work');
  return {};
}

const alters = (now: ImprovementDoc, given: Partial<ImprovementDoc>, field: keyof ImprovementDoc): boolean =>
  field in given && asText(now[field]) !== asText(given[field]);

/** The steps of an improvement's life. Each is one conditional write; what follows from it is hinted, and repeated by the sweeper. */
@Injectable()
export class Life {
  constructor(
    private readonly world: World,
    private readonly improvements: Improvements,
    private readonly toldBefore: ToldBefore,
  ) {}

  /** A change of whom it covers raises the revision and is released anew; of what is verified, only by who may verify it. */
  async patch(
    id: string,
    patch: z.output<typeof ImprovementPatch>,
    by: Caller,
  ): Promise<{ doc: ImprovementDoc; told: Awaited<ReturnType<ToldBefore['noLongerCovered']>> | null }> {
    const seen = { altered: false };
    if (patch.themes) await this.improvements.checkThemes(patch.themes);
    const { scope } = patch;
    const said = { ...patch, ...(scope === undefined ? {} : { scope: storedScope(scope) }) };
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<ImprovementDoc>;
    this.notAhead(patch.shippedAt);
    const doc = await this.improvements.change(id, (now) => {
      if (given.shippedAt && !now.shippedAt) throw conflict('not-shipped', 'It has not shipped yet: use POST …/ship.');
      const changed = { ...given, ...vouching(now, given, by) };
      seen.altered = (['themes', 'scope', 'shippedAt', 'expiresAt'] as const).some((field) => alters(now, given, field));
      if (!seen.altered) return changed;
      return { ...changed, revision: now.revision + 1, ...(RELEASED.has(now.state) ? { release: nextRelease(now) } : {}) };
    });
    await this.release(doc);
    return { doc, told: seen.altered && doc.state === 'verified' ? await this.toldBefore.noLongerCovered(doc) : null };
  }

  async ship(id: string, { shippedAt }: z.output<typeof Ship>, by: Caller): Promise<ImprovementDoc> {
    this.notAhead(shippedAt);
    const at = shippedAt ?? this.world.clock.now();
    return this.improvements.change(id, (doc) => {
      if (doc.state !== 'planned') throw conflict('not-planned', `It is ${stateAt(doc, at)} already; only what is planned can ship.`);
      return { state: 'shipped', shippedAt: at, shippedBy: by.id, revision: doc.revision + 1 };
    });
  }

  /** V1: of two at once one wins, the other is refused and releases nothing. */
  async verify(id: string, given: z.output<typeof Verify>, by: Caller): Promise<ImprovementDoc> {
    const now = this.world.clock.now();
    if (given.expiresAt && given.expiresAt <= now)
      throw invalid([{ path: 'expiresAt', message: 'this is over already: give a time ahead' }]);
    const doc = await this.improvements.change(id, (doc) => {
      const state = stateAt(doc, now);
      if (state === 'verified') throw conflict('already-verified', 'It is verified already; nothing was released again.');
      if (state === 'planned') throw conflict('not-shipped', 'It has not shipped yet; only what shipped can be verified.');
      if (state === 'declined') throw conflict('declined', 'It was decided against; record a new improvement instead.');
      mustNotBeOwn(doc, by);
      const expiresAt = given.expiresAt ?? doc.expiresAt;
      if (expiresAt && expiresAt <= now) throw invalid([{ path: 'expiresAt', message: 'it expired: give a new end' }]);
      return {
        state: 'verified',
        verifiedAt: now,
        verifiedBy: by.name,
        evidence: given.evidence,
        expiresAt,
        ...(given.scope === undefined ? {} : { scope: storedScope(given.scope) }),
        revision: doc.revision + 1,
        release: { revision: doc.revision + 1, state: 'wanted' },
      };
    });
    await this.release(doc);
    return doc;
  }

  async decline(id: string, { decision }: z.output<typeof Decline>): Promise<ImprovementDoc> {
    const now = this.world.clock.now();
    const doc = await this.improvements.change(id, (doc) => {
      if (doc.state !== 'planned' && doc.state !== 'shipped')
        throw conflict(`already-${doc.state}`, `It is ${stateAt(doc, now)}; only what is planned or shipped can be declined.`);
      return {
        state: 'declined',
        decision,
        declinedAt: now,
        revision: doc.revision + 1,
        release: { revision: doc.revision + 1, state: 'wanted' },
      };
    });
    await this.release(doc);
    return doc;
  }

  /** The fact first, with the flows that take up those told; then what is queued stops at once. Corrections follow on their own. */
  async retract(id: string, retraction: z.output<typeof Retract>): Promise<{ doc: ImprovementDoc; recalled: Recalled }> {
    const live = await new LiveFlows(this.world.db, this.world.log).all();
    const doc = await this.improvements.change(id, (doc) => {
      if (doc.state !== 'verified') throw conflict('not-verified', 'Only what was verified can be taken back.');
      const epoch = doc.epoch + 1;
      return {
        state: 'retracted',
        retractedAt: this.world.clock.now(),
        retraction,
        epoch,
        revision: doc.revision + 1,
        release: null,
        recall: { epoch, state: 'wanted', flows: versionsFor(live, doc) },
      };
    });
    const recalled = await recallingIn(this.world).stopClaims(doc);
    await tryHint(this.world.log, () => this.world.workflows.startRecall(id, doc.epoch));
    await tryHint(this.world.log, () =>
      hintMessages(this.world, { 'claim.improvement': id, 'claim.epoch': { $lt: doc.epoch }, state: 'recalled' }),
    );
    return { doc, recalled };
  }

  private notAhead(shippedAt: Date | undefined): void {
    if (shippedAt && shippedAt > this.world.clock.now())
      throw invalid([{ path: 'shippedAt', message: 'this lies ahead: record it when it has shipped' }]);
  }

  private async release(doc: ImprovementDoc): Promise<void> {
    const { release } = doc;
    if (release?.state === 'wanted') await tryHint(this.world.log, () => this.world.workflows.startRelease(doc._id, release.revision));
  }
}
