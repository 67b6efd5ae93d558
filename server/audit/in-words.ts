import { instantWords } from '@loopwright/workflows/contract';

const LONGEST = 500;
const SECOND_MS = 1_000;

/** A stored value for people to read; null for what is empty. */
export function inWords(value: unknown): string | null {
  const words = read(value);
  return words !== null && words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

function read(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return instantWords(new Date(Math.floor(value.getTime() / SECOND_MS) * SECOND_MS).toISOString());
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(part).join(', ');
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([name, inner]) => `${name}: ${part(inner)}`);
    return parts.length === 0 ? null : parts.join(', ');
  }
  return typeof value === 'number' ? String(value) : null;
}

const part = (value: unknown): string => read(value) ?? 'none';
