import type { ClientSession } from 'mongoose';
import type { Models } from '../storage/models.ts';
import { native } from '../storage/native.ts';
import { erasedId } from './erased-id.ts';
import type { FeedbackDoc } from './feedback.schema.ts';
import type { Row } from './row.ts';

interface Named {
  source: string;
  externalId: string;
}

/** One name for a source's own id; keys of sources hold no line breaks. */
export const keyOf = ({ source, externalId }: Named): string => `${source}\n${externalId}`;

/** Which rows were stored before: by their own ids, or by what an erasing left of them. */
export class Stored {
  constructor(
    private readonly db: Models,
    private readonly secret: string,
  ) {}

  /** Ids by `keyOf`. */
  async ids(rows: readonly Row[], session: ClientSession): Promise<Map<string, string>> {
    const asked = new Map<string, Map<string, string>>();
    for (const { input } of rows) {
      const ofSource = asked.get(input.source) ?? new Map<string, string>();
      ofSource.set(input.externalId, keyOf(input)).set(erasedId(this.secret, input.source, input.externalId), keyOf(input));
      asked.set(input.source, ofSource);
    }
    const either = [...asked].map(([source, ids]) => ({ source, externalId: { $in: [...ids.keys()] } }));
    const found = await native<FeedbackDoc>(this.db.feedback)
      .find({ $or: either }, { session, projection: { source: 1, externalId: 1 } })
      .toArray();
    const known = new Map<string, string>();
    for (const doc of found) known.set(asked.get(doc.source)?.get(doc.externalId) ?? '', doc._id);
    return known;
  }
}
