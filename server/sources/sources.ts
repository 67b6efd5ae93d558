import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { answerableAmong } from '../feedback/answerable.ts';
import { native } from '../storage/native.ts';
import type { SourceDoc, Trust } from './source.schema.ts';

const LOOKED_AT = 1000;

/** `answerable`: of its latest feedback (`of` pieces), the share whose customer can be written to; null while there is none. */
export interface ShownSource {
  key: string;
  trust: Trust;
  brand: string | null;
  demo: boolean;
  createdAt: Date;
  answerable: { of: number; share: number | null };
}

@Injectable()
export class Sources {
  constructor(private readonly world: World) {}

  /** The sources of these keys, made where they are new: a source exists from its first feedback. */
  async ensure(keys: readonly string[], demo: boolean, now: Date, session: ClientSession): Promise<Map<string, SourceDoc>> {
    const { sources } = this.world.db;
    const known = await sources
      .find({ _id: { $in: keys } })
      .session(session)
      .lean<SourceDoc[]>();
    const all = new Map(known.map((source) => [source._id, source]));
    const fresh = keys
      .filter((key) => !all.has(key))
      .map((key): SourceDoc => ({ _id: key, trust: 'confirmed', brand: null, demo, createdAt: now }));
    if (fresh.length > 0) await native<SourceDoc>(sources).insertMany(fresh, { session });
    for (const source of fresh) all.set(source._id, source);
    return all;
  }

  async list(query: PageQuery): Promise<PageOf<ShownSource>> {
    const { items, next } = await pageOf(this.world.db.sources, {}, 'createdAt', query, (doc: SourceDoc) => doc);
    return { items: await Promise.all(items.map((doc) => this.shown(doc))), next };
  }

  /** From here on; what is stored already keeps its tags as they are. */
  async change(key: string, patch: { trust?: Trust | undefined; brand?: string | null | undefined }): Promise<ShownSource> {
    const set = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const doc = await this.world.db.sources
      .findOneAndUpdate({ _id: key }, { $set: set }, { returnDocument: 'after' })
      .lean<SourceDoc | null>();
    if (!doc) throw notFound('a source');
    return this.shown(doc);
  }

  private async shown({ _id, trust, brand, demo, createdAt }: SourceDoc): Promise<ShownSource> {
    return { key: _id, trust, brand, demo, createdAt, answerable: await this.answerable(_id) };
  }

  private async answerable(source: string): Promise<ShownSource['answerable']> {
    const { db } = this.world;
    const latest = await db.feedback.find({ source }, { customer: 1 }).sort({ receivedAt: -1, _id: -1 }).limit(LOOKED_AT).lean();
    if (latest.length === 0) return { of: 0, share: null };
    const good = await answerableAmong(
      db,
      latest.map((one) => one.customer),
    );
    return { of: latest.length, share: latest.filter((one) => good.has(one.customer)).length / latest.length };
  }
}
