export interface Piece {
  words: string;
  fact: boolean;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Cuts a text at the words that are facts; of several that begin at one place the longest counts. Case does not matter. */
export function marked(text: string, facts: readonly string[]): Piece[] {
  const wanted = [...new Set(facts.map((fact) => fact.trim()).filter((fact) => fact.length > 1))].sort((a, b) => b.length - a.length);
  if (wanted.length === 0) return [{ words: text, fact: false }];
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(any)) {
    if (found.index > from) pieces.push({ words: text.slice(from, found.index), fact: false });
    pieces.push({ words: found[0], fact: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ words: text.slice(from), fact: false });
  return pieces;
}
