import type { Meaning } from '../api/import-shapes.ts';
import { keyOf } from './key-of.ts';

/** What a column can be taken for, as somebody chooses it. `fact` keeps it as a fact about the customer, under its own name. */
export const MEANINGS: Readonly<Record<Exclude<Meaning, `customer.attributes.${string}`> | 'fact', string>> = {
  text: 'What they wrote',
  score: 'Their score',
  occurredAt: 'When they said it',
  'customer.name': 'Who said it',
  'customer.email': 'Their e-mail',
  'customer.externalId': 'Their customer number',
  'customer.consent.email': 'Whether they may be mailed',
  fact: 'A fact about them',
  themes: 'What it is about (themes)',
  feeling: 'Complaint, wish or praise',
  language: 'Its language',
  brand: 'The brand',
  externalId: 'Its own number',
};

export const DELIMITERS: readonly { value: string; sign: ',' | ';' | '\t' | '|' | null; words: string }[] = [
  { value: 'comma', sign: ',', words: 'Commas' },
  { value: 'semicolon', sign: ';', words: 'Semicolons' },
  { value: 'tab', sign: '\t', words: 'Tabs' },
  { value: 'bar', sign: '|', words: 'Bars' },
  { value: 'none', sign: null, words: 'Nothing: each line is one opinion' },
];

export const SCORES = { nps: '0 to 10 (NPS)', csat: '1 to 5 (CSAT)', stars: '1 to 5 stars' } as const;

export const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

/** The key of a source from the name of a file. */
export const sourceFrom = (name: string): string => keyOf(name.replace(/\.\w{1,5}$/u, ''), [], 'file');

/** Under which name a column is kept as a fact. */
export const factName = (name: string | null, at: number): string =>
  (name ?? '').replaceAll(/[.$]/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 100) || `column ${String(at + 1)}`;
