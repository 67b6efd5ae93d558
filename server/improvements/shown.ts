import { conditionWords } from '@loopwright/workflows/contract';
import type { ImprovementState } from '@loopwright/workflows/contract';
import type { ImprovementDoc } from './improvement.schema.ts';

/** Verified until it expires; nothing is written at that moment. */
export const stateAt = ({ state, expiresAt }: Pick<ImprovementDoc, 'state' | 'expiresAt'>, now: Date): ImprovementState =>
  state === 'verified' && expiresAt && expiresAt <= now ? 'expired' : state;

/** An improvement as the API shows it. */
export function shownImprovement(doc: ImprovementDoc, now: Date) {
  const { _id, release, recall: _recall, ...rest } = doc;
  const scopeWords = doc.scope && conditionWords(doc.scope, 'whose');
  return { id: _id, ...rest, scopeWords, state: stateAt(doc, now), release: release && { state: release.state, rev: release.revision } };
}

export type ShownImprovement = ReturnType<typeof shownImprovement>;
