import { Injectable } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { ownerNames } from '../tasks/owner-names.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import { mostDifferent } from './most-different.ts';

/** Messages that wait for the same look: `sample` is to be opened before all `ids` are approved at once. */
export interface Alike {
  count: number;
  /** As many as one approval takes. */
  ids: string[];
  sample: string[];
}

/** Messages alike that wait for a look, and the one to open first. Unanswered, the first of them is not sent after `until`. */
export interface HeldGroup {
  first: string;
  count: number;
  flow: { id: string; name: string } | null;
  improvement: { id: string; title: string } | null;
  template: string;
  language: string | null;
  /** Who was asked to approve, where a step asked somebody. */
  asked: { of: string; standIn: string | null; standInFrom: Date | null; oneText: boolean } | null;
  since: Date;
  until: Date;
}

interface Grouped {
  _id: { flow: string | null; improvement: string | null; template: string; language: string | null; asked: string | null };
  standIn: string | null;
  standInFrom: Date | null;
  text: string | null;
  first: string;
  count: number;
  since: Date;
  until: Date;
}

const MOST_GROUPS = 200;
const AT_ONCE = 500;
const SAMPLE = 5;

@Injectable()
export class AlikeMessages {
  constructor(private readonly world: World) {}

  /** Everything that waits for a look, those alike together, what waits longest first. */
  async groups(): Promise<{ items: HeldGroup[] }> {
    const { db } = this.world;
    const found = await db.messages.aggregate<Grouped>([
      { $match: { state: 'held' } },
      { $sort: { createdAt: 1, _id: 1 } },
      {
        $group: {
          _id: {
            flow: '$flow',
            version: '$version',
            template: '$template',
            hash: '$templateHash',
            improvement: '$claim.improvement',
            revision: '$claim.revision',
            purpose: '$claim.purpose',
            language: '$content.locale',
            asked: { $ifNull: ['$asked.by', null] },
            edited: { $cond: [{ $ifNull: ['$content.edited', false] }, '$_id', null] },
          },
          first: { $first: '$_id' },
          count: { $sum: 1 },
          since: { $min: '$createdAt' },
          until: { $min: '$staleAfter' },
          standIn: { $first: '$asked.standIn' },
          standInFrom: { $min: '$asked.standInFrom' },
          text: { $first: '$asked.text' },
        },
      },
      { $sort: { since: 1, first: 1 } },
      { $limit: MOST_GROUPS },
    ]);
    const [flows, improvements] = await Promise.all([
      db.flows.find({ _id: { $in: found.map(({ _id }) => _id.flow) } }, { name: 1 }).lean<{ _id: string; name: string }[]>(),
      db.improvements
        .find({ _id: { $in: found.map(({ _id }) => _id.improvement) } }, { title: 1 })
        .lean<{ _id: string; title: string }[]>(),
    ]);
    const nameOf = new Map(flows.map(({ _id, name }) => [_id, name]));
    const titleOf = new Map(improvements.map(({ _id, title }) => [_id, title]));
    const nameOfOwner = await ownerNames(
      db,
      found.flatMap(({ _id, standIn }) => [_id.asked, standIn].filter((owner) => typeof owner === 'string')),
    );
    const items = found.map(({ _id: { flow, improvement, template, language, asked }, standIn, standInFrom, text, ...rest }) => ({
      ...rest,
      asked: asked ? { of: nameOfOwner(asked), standIn: standIn ? nameOfOwner(standIn) : null, standInFrom, oneText: Boolean(text) } : null,
      template,
      language: language ?? null,
      flow: flow ? { id: flow, name: nameOf.get(flow) ?? '' } : null,
      improvement: improvement ? { id: improvement, title: titleOf.get(improvement) ?? '' } : null,
    }));
    return { items };
  }

  /** Of the same version of the same flow, template, revision of the improvement, and language. */
  async of(id: string): Promise<Alike> {
    const { messages } = this.world.db;
    const one = await messages.findById(id).lean<MessageDoc | null>();
    if (!one) throw notFound('a message');
    if (one.state !== 'held') throw conflict('not-held', 'This message does not wait for a look.', { state: one.state });
    // Words of its own are looked at on their own.
    const like: QueryFilter<MessageDoc> = {
      ...(one.content?.edited ? { _id: id } : { 'content.edited': null }),
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
