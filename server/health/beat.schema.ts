import { Schema } from 'mongoose';
import { options } from '../storage/schema-options.ts';

/** That a worker lives: one row a process, refreshed every few seconds. */
export interface BeatDoc {
  _id: string;
  at: Date;
}

export const beatSchema = new Schema<BeatDoc>({ _id: String, at: { type: Date, required: true } }, options).index(
  { at: 1 },
  { expireAfterSeconds: 3600 },
);

export const BEAT_EVERY_MS = 5_000;

interface Beats {
  beats: { updateOne(which: { _id: string }, set: object, options: { upsert: true }): PromiseLike<unknown> };
}

/** Called by each worker process every BEAT_EVERY_MS. */
export async function beat(db: Beats, worker: string, now: Date): Promise<void> {
  await db.beats.updateOne({ _id: worker }, { $set: { at: now } }, { upsert: true });
}
