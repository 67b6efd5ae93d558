import { covers, decides, preferred } from '@loopwright/workflows/contract';
import type { Coverable } from '@loopwright/workflows/contract';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, saidOf } from '../loops/facts.ts';
import type { LoopFacts } from '../loops/facts.ts';
import type { Models } from '../storage/models.ts';

export const coverable = (doc: ImprovementDoc): Coverable => ({ ...doc, id: doc._id });

/** Whether an improvement is verified and true for this loop's customer and what they said. */
export const coversLoop = (doc: ImprovementDoc, facts: LoopFacts, themes: readonly string[], now: Date): boolean =>
  covers(coverable(doc), customerFacts(facts.customer), saidOf(facts, themes), now);

export const decidesLoop = (doc: ImprovementDoc, facts: LoopFacts, themes: readonly string[]): boolean =>
  decides(coverable(doc), customerFacts(facts.customer), saidOf(facts, themes));

export type Eligible =
  { exit: 'verified' | 'declined'; improvement: ImprovementDoc } | { exit: 'held'; improvement: ImprovementDoc } | null;

/** What is verified or declined about any of these themes; for most waits nothing is, and nobody's facts need be read. */
export const decidedAbout = (db: Models, themes: readonly string[]): Promise<ImprovementDoc[]> =>
  db.improvements
    .find({ themes: { $in: themes }, state: { $in: ['verified', 'declined'] } })
    .lean<ImprovementDoc[]>()
    .exec();

/** What of it is for this loop now: verified wins over a paused release, that over declined. */
export function eligibleAmong(found: readonly ImprovementDoc[], facts: LoopFacts, themes: readonly string[], now: Date): Eligible {
  const choose = (docs: ImprovementDoc[]): ImprovementDoc | undefined => {
    const id = preferred(docs.map(coverable))?.id;
    return docs.find((doc) => doc._id === id);
  };
  const covering = found.filter((doc) => coversLoop(doc, facts, themes, now));
  const free = choose(covering.filter((doc) => doc.release?.state !== 'paused'));
  if (free) return { exit: 'verified', improvement: free };
  const held = choose(covering);
  if (held) return { exit: 'held', improvement: held };
  const declined = choose(found.filter((doc) => decidesLoop(doc, facts, themes)));
  return declined ? { exit: 'declined', improvement: declined } : null;
}
