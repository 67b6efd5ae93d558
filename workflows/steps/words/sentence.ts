/** A stretch of a sentence. With `picker` it is a setting a person can change, named by its path. */
export interface Part {
  text: string;
  picker?: string;
}

export type Sentence = readonly Part[];

type Spoken = string | Part | readonly Part[] | false | null | undefined;

/** Builds a sentence of plain words and pickers; what is off is left out. */
export function say(strings: TemplateStringsArray, ...spoken: Spoken[]): Part[] {
  const parts: Part[] = [];
  strings.forEach((text, at) => {
    add(parts, { text });
    const value = spoken[at];
    if (typeof value === 'string') add(parts, { text: value });
    else if (Array.isArray(value)) for (const part of value as readonly Part[]) add(parts, part);
    else if (value) add(parts, value as Part);
  });
  return parts;
}

function add(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part.picker === undefined && last && last.picker === undefined) parts[parts.length - 1] = { text: last.text + part.text };
  else if (part.text) parts.push(part);
}

/** A setting in words. One that is not chosen yet asks for itself. */
export const pick = (picker: string, text: string | undefined, missing: string): Part => ({ picker, text: text ?? `[choose ${missing}]` });

/** Items of a list, each a picker of its own. */
export const listed = (picker: string, items: readonly string[]): Part[] =>
  items.flatMap((text, at) =>
    at === 0 ? [{ picker: `${picker}.0`, text }] : [{ text: ', ' }, { picker: `${picker}.${String(at)}`, text }],
  );

const LONGEST_LIST_SENTENCE = 25;

/** A long list as sentences of its own, none of them long. */
export function listSentences(picker: string, opening: string, items: readonly string[]): Part[][] {
  const sentences: Part[][] = [];
  for (let from = 0; from < items.length; from += LONGEST_LIST_SENTENCE) {
    const chunk = items.slice(from, from + LONGEST_LIST_SENTENCE).map((text, at) => ({ text, picker: `${picker}.${String(from + at)}` }));
    const commas = chunk.flatMap((part, at) => (at === 0 ? [part] : [{ text: ', ' }, part]));
    sentences.push(from === 0 ? say`${opening}: ${commas}.` : say`${opening}, continued: ${commas}.`);
  }
  return sentences;
}

export const textOf = (sentence: Sentence): string => sentence.map((part) => part.text).join('');

/** How long a sentence reads: a picked value counts as one word. */
export const wordCount = (sentence: Sentence): number =>
  sentence.reduce(
    (sum, part) => sum + (part.picker === undefined ? (part.text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []).length : 1),
    0,
  );
