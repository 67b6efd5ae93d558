import type { Condition } from '@loopwright/workflows/contract';
import type { PastChange } from '@loopwright/workflows/backtest';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import type { Models } from '../storage/models.ts';
import { coverable } from '../waiting/eligible.ts';

/** What is recorded of improvements over time; `partly` counts those whose past is not recorded whole, `scopes` say for whom they hold. */
export interface PastOfImprovements {
  changes: PastChange[];
  partly: number;
  scopes: Condition[];
}

export async function pastChanges(db: Models, demo: boolean): Promise<PastOfImprovements> {
  const docs = await db.improvements
    .find({ demo, $or: [{ verifiedAt: { $ne: null } }, { declinedAt: { $ne: null } }] })
    .lean<ImprovementDoc[]>();
  const changes = docs.flatMap(changesOf).sort((a, b) => a.at - b.at || (a.improvement.id < b.improvement.id ? -1 : 1));
  return { changes, partly: docs.filter(verifiedAgain).length, scopes: docs.flatMap(({ scope }) => scope ?? []) };
}

/** One that was verified anew after it was taken back: only the last time is recorded. */
const verifiedAgain = ({ verifiedAt, retractedAt }: ImprovementDoc): boolean =>
  verifiedAt !== null && retractedAt !== null && retractedAt < verifiedAt;

function changesOf(doc: ImprovementDoc): PastChange[] {
  const { verifiedAt, declinedAt, retractedAt, epoch, revision } = doc;
  const at = (when: Date, state: ImprovementDoc['state'], then: number): PastChange => ({
    at: when.getTime(),
    improvement: { ...coverable(doc), state, revision },
    epoch: then,
  });
  const back = retractedAt !== null && !verifiedAgain(doc);
  return [
    ...(verifiedAt ? [at(verifiedAt, 'verified', back ? epoch - 1 : epoch)] : []),
    ...(retractedAt && back ? [at(retractedAt, 'retracted', epoch)] : []),
    ...(declinedAt && doc.state === 'declined' ? [at(declinedAt, 'declined', epoch)] : []),
  ];
}
