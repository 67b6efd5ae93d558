import { comparedWith, isWanted } from '@loopwright/workflows/ports';
import type { WaitOutcome } from '@loopwright/workflows/ports';
import { personsOf } from '../customers/persons.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { WaitDoc } from './wait.schema.ts';

type Scored = Pick<FeedbackDoc, '_id' | 'score' | 'scoreKind' | 'source' | 'tags'>;

/** The first score this customer gave after the wait began that is the one waited for, beside the score that opened the loop. */
export async function nextScore(db: Models, { wanted, since }: WaitDoc, loop: LoopDoc): Promise<WaitOutcome | null> {
  if (!wanted) throw new Error('wait-about-nothing');
  const customer = { $in: await personsOf(db, loop.customer) };
  const said = await db.feedback
    .find({ customer, scoreKind: wanted.score, occurredAt: { $gt: since } }, { score: 1, scoreKind: 1, source: 1, tags: 1 })
    .sort({ occurredAt: 1, _id: 1 })
    .lean<Scored[]>();
  const next = said.find((one) => isWanted(wanted, given(one)));
  if (!next) return null;
  const opening = await db.feedback
    .findById(loop.feedback, { score: 1, scoreKind: 1 })
    .lean<Pick<FeedbackDoc, 'score' | 'scoreKind'> | null>();
  const before = opening?.scoreKind === wanted.score ? opening.score : null;
  return { exit: 'answered', as: comparedWith(wanted, before, next.score ?? 0), about: next._id };
}

const given = ({ score, scoreKind, source, tags }: Scored) => ({
  kind: scoreKind ?? '',
  score: score ?? 0,
  source,
  themes: tags.filter(({ confirmed }) => confirmed).map(({ theme }) => theme),
});
