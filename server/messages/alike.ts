import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { mostDifferent } from './most-different.ts';

/** Messages that wait for the same look: `sample` is to be opened before all `ids` are approved at once. */
export interface Alike {
  count: number;
  /** As many as one approval takes. */
  ids: string[];
  sample: string[];
}

const AT_ONCE = 500;
const SAMPLE = 5;

@Injectable()
export class AlikeMessages {
  constructor(private readonly world: World) {}

  /** Of the same version of the same flow, template, revision of the improvement, and language. */
  async of(id: string): Promise<Alike> {
    const { messages } = this.world.db;
    const one = await messages.findById(id).lean<MessageDoc | null>();
    if (!one) throw notFound('a message');
    if (one.state !== 'held') throw conflict('not-held', 'This message does not wait for a look.', { state: one.state });
    const like: QueryFilter<MessageDoc> = {
      state: 'held',
      flow: one.flow,
      version: one.version,
      templateHash: one.templateHash,
      'claim.improvement': one.claim?.improvement ?? null,
      'claim.revision': one.claim?.revision ?? null,
      'claim.purpose': one.claim?.purpose ?? null,
      'content.locale': one.content?.locale ?? null,
    };
    const [count, found] = await Promise.all([
      messages.countDocuments(like),
      messages
        .find(like, { 'content.text': 1 })
        .sort({ createdAt: 1, _id: 1 })
        .limit(AT_ONCE)
        .lean<Pick<MessageDoc, '_id' | 'content'>[]>(),
    ]);
    const sample = mostDifferent(found, ({ content }) => content?.text ?? '', SAMPLE);
    return { count, ids: found.map(({ _id }) => _id), sample: sample.map(({ _id }) => _id) };
  }
}
