import { Injectable } from '@nestjs/common';
import type { QueryFilter, UpdateQuery } from 'mongoose';
import { milliseconds } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { houseRules } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { MessageDoc, SettledDoc, TryDoc } from '../telling/message.schema.ts';
import { recallingIn } from '../telling/recall.ts';
import type { Recalling } from '../telling/recall.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { SettleAs, waysToSettle } from './ways-to-settle.ts';

export const Settle = z.strictObject({ as: SettleAs, note: z.string().trim().min(1).max(1000).optional() });
type Settle = z.output<typeof Settle>;

const TRY_FOR_MS = 86_400_000;

/** Messages of which nobody knows whether they arrived: a person says what to make of each, once. */
@Injectable()
export class Unknowns {
  private readonly recalling: Recalling;

  constructor(private readonly world: World) {
    this.recalling = recallingIn(world);
  }

  /** One conditional write: of two at once one settles it, and the other is told who did. */
  async settle(id: string, given: Settle, by: string): Promise<void> {
    const { db } = this.world;
    const doc = await this.find(id);
    const improvement = doc.claim && (await db.improvements.findById(doc.claim.improvement).lean<ImprovementDoc | null>());
    const unsettled: QueryFilter<MessageDoc> = { _id: id, state: 'unknown', settled: null, attempts: doc.attempts };
    if (given.as === 'send-again') {
      if (doc.state === 'unknown' && !doc.settled && !waysToSettle(doc, improvement).includes('send-again'))
        throw conflict('taken-back', 'What it says was taken back, so it cannot be sent again: say that it arrived, or leave it.');
      await this.write(id, unsettled, await this.sentAgain(doc, by, given.note ?? null));
      return;
    }
    const wanted = await this.wantCorrection(doc);
    await this.write(id, unsettled, this.left(doc, { as: given.as, by, at: this.world.clock.now(), note: given.note ?? null }));
    await this.recalling.correctLate(id);
    if (wanted?.recall) await tryHint(this.world.log, () => this.world.workflows.startRecall(wanted._id, wanted.epoch));
  }

  private left(doc: MessageDoc, settled: SettledDoc): UpdateQuery<MessageDoc> {
    if (settled.as === 'leave') return { $set: { settled } };
    return { $set: { settled, state: 'sent', reason: null, detail: null, sentAt: doc.handedAt ?? settled.at } };
  }

  /** The ledger takes it from here, L4 to L8, as it takes any other. */
  private async sentAgain(doc: MessageDoc, by: string, note: string | null): Promise<UpdateQuery<MessageDoc>> {
    const at = this.world.clock.now();
    const notBefore = new Date(at.getTime() + milliseconds((await houseRules(this.world.db)).sendDelay));
    const { attempts, handedAt, detail } = doc;
    const before: TryDoc = { attempts, handedAt, detail, contentHash: doc.content?.hash ?? null, by, at, note };
    const anew: Partial<MessageDoc> = {
      state: 'scheduled',
      again: true,
      reason: 'send-delay',
      detail: null,
      token: null,
      leaseUntil: null,
      handedAt: null,
      stop: null,
      notBefore,
      staleAfter: new Date(notBefore.getTime() + TRY_FOR_MS),
    };
    return { $set: { ...anew, history: [...(doc.history ?? []), before] } };
  }

  /** Taken back since: whoever is now said to have been told is to be corrected, also if we die on the way. */
  private async wantCorrection({ claim }: MessageDoc): Promise<ImprovementDoc | null> {
    if (claim?.purpose !== 'tell') return null;
    const epoch = claim.epoch + 1;
    return this.world.db.improvements
      .findOneAndUpdate(
        { _id: claim.improvement, state: 'retracted', epoch, 'retraction.correct': true, 'recall.epoch': epoch },
        { $set: { 'recall.state': 'wanted' } },
        { returnDocument: 'after' },
      )
      .lean<ImprovementDoc | null>()
      .exec();
  }

  private async write(id: string, unsettled: QueryFilter<MessageDoc>, update: UpdateQuery<MessageDoc>): Promise<void> {
    if ((await this.world.db.messages.updateOne(unsettled, update)).matchedCount === 1) return;
    throw refusalFor(await this.find(id));
  }

  private async find(id: string): Promise<MessageDoc> {
    const doc = await this.world.db.messages.findById(id).lean<MessageDoc | null>();
    if (!doc) throw notFound('a message');
    return doc;
  }
}

function refusalFor({ settled, history, state }: MessageDoc): Error {
  const last = history?.at(-1);
  const done = settled ?? (last && { as: 'send-again' as const, by: last.by, at: last.at });
  if (!done) return conflict('not-unknown', `Only a message that is unknown is settled by a person; this one is ${state}.`, { state });
  const { by, at, as } = done;
  return conflict('settled-already', `${by} has settled this message already: look at what came of it.`, { by, at, as });
}
