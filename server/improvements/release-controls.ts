import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { conflict } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { Audiences } from './audience.ts';
import type { ImprovementDoc, ReleaseDoc } from './improvement.schema.ts';
import { Improvements } from './improvements.ts';

/** How far the fan-out of an improvement has come. `covered` to `settled` count loops, the rest messages. */
export interface Progress {
  state: ReleaseDoc['state'] | 'none';
  rev: number;
  covered: number;
  offered: number;
  settled: number;
  sent: number;
  unknown: number;
  withheld: number;
}

@Injectable()
export class ReleaseControls {
  constructor(
    private readonly world: World,
    private readonly improvements: Improvements,
    private readonly audiences: Audiences,
  ) {}

  /** A fact at once, also for loops that come to wait from now on: nothing is freed and no deadline fires while it stands. */
  async pause(id: string): Promise<Progress> {
    const doc = await this.improvements.change(id, (doc) => ({ release: { ...this.released(doc), state: 'paused' } }));
    return this.progress(doc);
  }

  /** A walk of its own, since those who were offered before the pause may stand there still. */
  async resume(id: string): Promise<Progress> {
    const doc = await this.improvements.change(id, (doc) => {
      if (this.released(doc).state !== 'paused') throw conflict('not-paused', 'This release is not paused.');
      const revision = doc.revision + 1;
      return { revision, release: { revision, state: 'wanted' } };
    });
    await tryHint(this.world.log, () => this.world.workflows.startRelease(id, doc.revision));
    return this.progress(doc);
  }

  async progress(doc: ImprovementDoc): Promise<Progress> {
    const { db } = this.world;
    const rev = doc.release?.revision ?? doc.revision;
    const lastOffer = `${doc._id}@${String(rev)}`;
    const purpose = doc.state === 'declined' ? 'decision' : 'tell';
    const told: QueryFilter<MessageDoc> = { 'claim.improvement': doc._id, 'claim.epoch': doc.epoch, 'claim.purpose': purpose };
    const [offered, settled, sent, unknown, withheld, waiting] = await Promise.all([
      db.waits.countDocuments({ lastOffer }),
      db.waits.countDocuments({ lastOffer, state: 'done' }),
      db.messages.countDocuments({ ...told, state: 'sent' }),
      db.messages.countDocuments({ ...told, state: 'unknown' }),
      db.messages.countDocuments({ ...told, state: { $in: ['withheld', 'failed', 'stopped', 'recalled'] } }),
      this.audiences.coveredLoops(doc),
    ]);
    return { state: doc.release?.state ?? 'none', rev, covered: waiting, offered, settled, sent, unknown, withheld };
  }

  private released(doc: ImprovementDoc): ReleaseDoc {
    if (!doc.release) throw conflict('no-release', 'It is neither verified nor declined, so nothing is being told.');
    return doc.release;
  }
}
