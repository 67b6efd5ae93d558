import type { Logger } from 'pino';
import { withoutValues } from '../../app/log.ts';
import type { Clock } from '../../clock.ts';
import type { Models } from '../../storage/models.ts';
import { native } from '../../storage/native.ts';
import type { Encoding } from './encoding.ts';
import type { ImportDoc, ImportState } from './import.schema.ts';

const BEAT_MS = 500;

/** How far an import has come. */
export type Progress = Pick<ImportDoc, 'rows' | 'accepted' | 'duplicates' | 'refused' | 'kept' | 'bytes'>;

export class Cancelled extends Error {}

/** An import while it runs: says how far it is twice a second, and hears whether somebody cancelled it. */
export class Run {
  readonly progress: Progress = { rows: 0, accepted: 0, duplicates: 0, refused: 0, kept: 0, bytes: 0 };
  private readonly timer: NodeJS.Timeout;
  private beating: Promise<void> = Promise.resolve();
  private isBeating = false;
  private isCancelled = false;
  private giveUp: () => void = () => undefined;

  constructor(
    private readonly world: { db: Models; clock: Clock; log: Pick<Logger, 'warn'> },
    private readonly id: string,
  ) {
    this.timer = setInterval(() => {
      if (!this.isBeating) this.beating = this.beat();
    }, BEAT_MS);
  }

  /** What is waited for, or `Cancelled` as soon as somebody cancels, even where the sender is silent. */
  orCancelled<T>(awaited: Promise<T>): Promise<T> {
    if (this.isCancelled) return Promise.reject(new Cancelled());
    return new Promise((resolve, reject) => {
      this.giveUp = () => reject(new Cancelled());
      awaited.then(resolve, reject);
    });
  }

  /** What was asked to be cancelled is cancelled, however it came to its end. */
  async end(state: Exclude<ImportState, 'running'>, encoding: Encoding, failure: string | null = null): Promise<ImportDoc> {
    clearInterval(this.timer);
    await this.beating;
    const { db, clock } = this.world;
    const now = clock.now();
    const over = state === 'interrupted' ? { $cond: ['$cancelAsked', 'cancelled', state] } : state;
    const ended = { ...this.progress, state: over, failure: { $literal: failure }, encoding, beatAt: now, endedAt: now };
    const doc = await native<ImportDoc>(db.imports).findOneAndUpdate({ _id: this.id }, [{ $set: ended }], { returnDocument: 'after' });
    if (!doc) throw new Error('an import that runs is gone');
    return doc;
  }

  private async beat(): Promise<void> {
    this.isBeating = true;
    const { db, clock, log } = this.world;
    try {
      const doc = await db.imports
        .findOneAndUpdate({ _id: this.id }, { $set: { ...this.progress, beatAt: clock.now() } }, { returnDocument: 'after' })
        .lean<ImportDoc | null>();
      if (doc?.cancelAsked) {
        this.isCancelled = true;
        this.giveUp();
      }
    } catch (error) {
      log.warn({ import: this.id, beat: withoutValues(error) });
    } finally {
      this.isBeating = false;
    }
  }
}
