import type { ClientSession } from 'mongoose';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { comparedKeyOf, tellKeyOf } from '../telling/keys.ts';
import type { ComparedDoc, MessageDoc, TellDoc } from '../telling/message.schema.ts';

/** What either was told, or was kept from being told, counts for both from now on. Doing it again changes nothing. */
export async function shareTells(db: Models, one: string, other: string, session?: ClientSession): Promise<void> {
  await copyTells(db, one, other, session);
  await copyTells(db, other, one, session);
  await copyCompared(db, one, other, session);
  await copyCompared(db, other, one, session);
}

async function copyTells(db: Models, from: string, to: string, session?: ClientSession): Promise<void> {
  const tells = await db.tells
    .find({ customer: from })
    .session(session ?? null)
    .lean<TellDoc[]>();
  const messages = await db.messages
    .find({ _id: { $in: tells.map((tell) => tell.message) } }, { claim: 1 })
    .session(session ?? null)
    .lean<Pick<MessageDoc, '_id' | 'claim'>[]>();
  const claims = new Map(messages.map((message) => [message._id, message.claim]));
  for (const tell of tells) {
    const claim = claims.get(tell.message);
    if (!claim || tell._id !== tellKeyOf(from, claim.improvement, claim.epoch, claim.purpose)) continue;
    const row: TellDoc = { ...tell, _id: tellKeyOf(to, claim.improvement, claim.epoch, claim.purpose), customer: to };
    await db.tells.updateOne({ _id: row._id }, { $setOnInsert: row }, { upsert: true, ...(session ? { session } : {}) });
  }
}

/** The epoch is hashed into a row's id only: the few an improvement has had are tried. */
async function copyCompared(db: Models, from: string, to: string, session?: ClientSession): Promise<void> {
  const rows = await db.compared
    .find({ customer: from })
    .session(session ?? null)
    .lean<ComparedDoc[]>();
  const improvements = await db.improvements
    .find({ _id: { $in: rows.map((row) => row.improvement) } }, { epoch: 1 })
    .session(session ?? null)
    .lean<Pick<ImprovementDoc, '_id' | 'epoch'>[]>();
  const latest = new Map(improvements.map((doc) => [doc._id, doc.epoch]));
  for (const row of rows)
    for (let epoch = latest.get(row.improvement) ?? -1; epoch >= 0; epoch -= 1) {
      if (row._id !== comparedKeyOf(from, row.improvement, epoch)) continue;
      const _id = comparedKeyOf(to, row.improvement, epoch);
      await db.compared.updateOne(
        { _id },
        { $setOnInsert: { ...row, _id, customer: to } },
        { upsert: true, ...(session ? { session } : {}) },
      );
    }
}
