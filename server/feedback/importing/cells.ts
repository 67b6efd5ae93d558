import type { Feeling } from '@loopwright/workflows/contract';

const NUMBER = /^[+-]?\d{1,6}(?:[.,]\d{1,6})?$/;
const STARS = /^★+☆*$/;
const FEELINGS: Readonly<Record<string, Feeling>> = {
  complaint: 'complaint',
  complain: 'complaint',
  negative: 'complaint',
  detractor: 'complaint',
  problem: 'complaint',
  wish: 'wish',
  suggestion: 'wish',
  idea: 'wish',
  request: 'wish',
  'feature request': 'wish',
  praise: 'praise',
  positive: 'praise',
  compliment: 'praise',
  neutral: 'neutral',
  mixed: 'neutral',
};
const YES = new Set(['yes', 'y', 'true', '1', 'ja', 'oui', 'si', 'sí', 'sim', 'opted in', 'subscribed']);
const NO = new Set(['no', 'n', 'false', '0', 'nein', 'non', 'não', 'nee', 'nej', 'opted out', 'unsubscribed']);

/** A score as a number: 9, 4.5, 4,5 or ★★★★☆; null for anything else. */
export function scoreOf(cell: string): number | null {
  if (STARS.test(cell)) return cell.replaceAll('☆', '').length;
  return NUMBER.test(cell) ? Number(cell.replace(',', '.')) : null;
}

export const feelingOf = (cell: string): Feeling | null => {
  const words = cell.toLowerCase();
  return Object.hasOwn(FEELINGS, words) ? (FEELINGS[words] ?? null) : null;
};

export function yesOrNo(cell: string): boolean | null {
  const words = cell.toLowerCase();
  return YES.has(words) ? true : NO.has(words) ? false : null;
}
