import type { Improvement, ImprovementState } from '../api/shapes.ts';
import { onDay } from './times.ts';

export const STATES: Readonly<Record<ImprovementState, string>> = {
  planned: 'planned',
  shipped: 'shipped, not verified',
  verified: 'verified',
  declined: 'declined',
  retracted: 'taken back',
  expired: 'expired',
};

export const toneOf = (state: ImprovementState): 'calm' | 'good' | 'waits' | 'bad' =>
  state === 'verified' ? 'good' : state === 'shipped' ? 'waits' : state === 'retracted' ? 'bad' : 'calm';

/** The clause customers read, in the language of the pages where there are several. */
export const clauseOf = ({ change }: Pick<Improvement, 'change'>): string =>
  typeof change === 'string' ? change : (change['en'] ?? Object.values(change)[0] ?? '');

/** For whom it holds, in words. */
export const forWhom = ({ scopeWords }: Pick<Improvement, 'scopeWords'>): string =>
  scopeWords === null ? 'Everybody who asked before it shipped' : `Only for customers ${scopeWords}`;

/** What happened to it last, in a sentence. */
export function standingOf(improvement: Improvement): string {
  const { state, shippedAt, verifiedAt, verifiedBy, declinedAt, expiresAt, retraction } = improvement;
  if (state === 'planned') return 'It is planned. Nobody is told before it has shipped and somebody has verified it.';
  if (state === 'shipped') return `It shipped${shippedAt ? ` on ${onDay(shippedAt)}` : ''}. Nobody has verified it, so nobody was told.`;
  if (state === 'declined') return `It was decided against${declinedAt ? ` on ${onDay(declinedAt)}` : ''}.`;
  if (state === 'retracted') return `It was taken back${retraction ? `: ${retraction.reason}` : ''}.`;
  if (state === 'expired')
    return `It was verified until ${expiresAt ? onDay(expiresAt) : 'a day that is past'}. Verify it again to tell anybody more.`;
  return `Verified${verifiedBy ? ` by ${verifiedBy}` : ''}${verifiedAt ? ` on ${onDay(verifiedAt)}` : ''}${expiresAt ? `, until ${onDay(expiresAt)}` : ''}.`;
}

export function evidenceOf({ evidence }: Pick<Improvement, 'evidence'>): { text: string; url?: string }[] {
  if (evidence === null) return [];
  if (typeof evidence === 'string') return [{ text: evidence }];
  // What was stored before other addresses were refused is no link.
  return evidence.map(({ text, url }) => (url !== undefined && /^https?:/i.test(url) ? { text, url } : { text }));
}
