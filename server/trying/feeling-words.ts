import type { Feeling } from '@loopwright/workflows/contract';

const WORDS: Readonly<Record<Feeling, string>> = { complaint: 'a complaint', wish: 'a wish', praise: 'praise', neutral: 'neutral' };

export const feelingWords = (feeling: Feeling): string => WORDS[feeling];
