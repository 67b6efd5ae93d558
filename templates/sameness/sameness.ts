import { gzipSync } from 'node:zlib';

/** A message to compare: what is the same by law or by truth, its footer and claims, is masked. */
export interface ComparedText {
  text: string;
  claims?: readonly string[];
  footer?: string | undefined;
}

export interface Sameness {
  texts: number;
  /** Bytes by bytes compressed, zlib level 9: how often the release repeats itself. */
  gzipRatio: number;
  /** Share of all runs of eight words that another message has too. */
  sharedEightGrams: number;
  /** Words in the longest run that two messages share. */
  longestRun: number;
  /** Share of messages that another message equals. */
  exactDuplicates: number;
}

/**
 * For comparison, measured on 200 texts each at zlib level 9: reviews written by people 2.8, 0 %, 4 words, 0 %; one template with three
 * slots 61, 100 %, 59 words, 64 %.
 */
export const samenessReference = {
  people: { texts: 200, gzipRatio: 2.8, sharedEightGrams: 0, longestRun: 4, exactDuplicates: 0 },
  oneTemplate: { texts: 200, gzipRatio: 61, sharedEightGrams: 1, longestRun: 59, exactDuplicates: 0.64 },
} as const satisfies Record<string, Sameness>;

/** The most a release should reach. */
export const samenessGoal = { gzipRatio: 4, sharedEightGrams: 0.1, longestRun: 10, exactDuplicates: 0 } as const;

const RUN = 8;

function masked(compared: ComparedText | string): string {
  if (typeof compared === 'string') return compared.trim();
  const { text, claims = [], footer } = compared;
  const parts = footer === undefined ? claims : [...claims, footer];
  return parts.reduce((rest, part) => (part === '' ? rest : rest.replaceAll(part, '¶')), text).trim();
}

// A mask parts two runs: words on both sides of a claim are no run of their own.
const wordsOf = (text: string): string[][] => text.split('¶').map((part) => part.toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []);

function* runs(parts: readonly string[][], length: number): Generator<string> {
  for (const words of parts)
    for (let start = 0; start + length <= words.length; start++) yield words.slice(start, start + length).join(' ');
}

function sharedRuns(messages: readonly string[][][], length: number): Set<string> {
  const first = new Map<string, number>();
  const shared = new Set<string>();
  messages.forEach((parts, index) => {
    for (const run of runs(parts, length)) {
      const seen = first.get(run);
      if (seen === undefined) first.set(run, index);
      else if (seen !== index) shared.add(run);
    }
  });
  return shared;
}

function longestShared(messages: readonly string[][][]): number {
  // If a run of n words is shared, so is one of n - 1: halve the range.
  let low = 0;
  let high = Math.max(0, ...messages.flatMap((parts) => parts.map((words) => words.length)));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sharedRuns(messages, middle).size > 0) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How alike the messages of a release are. One message alone is like no other. */
export function sameness(compared: readonly (ComparedText | string)[]): Sameness {
  const texts = compared.map(masked);
  const messages = texts.map(wordsOf);
  const shared = sharedRuns(messages, RUN);
  const all = messages.flatMap((parts) => [...runs(parts, RUN)]);
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const bytes = Buffer.from(texts.join('\n'));
  return {
    texts: texts.length,
    gzipRatio: bytes.length === 0 ? 1 : bytes.length / gzipSync(bytes, { level: 9 }).length,
    sharedEightGrams: all.length === 0 ? 0 : all.filter((run) => shared.has(run)).length / all.length,
    longestRun: longestShared(messages),
    exactDuplicates: texts.length === 0 ? 0 : texts.filter((text) => (counts.get(text) ?? 0) > 1).length / texts.length,
  };
}

/** Which goals a release misses; none is good. */
export function tooAlike(found: Sameness): (keyof typeof samenessGoal)[] {
  return (['gzipRatio', 'sharedEightGrams', 'longestRun', 'exactDuplicates'] as const).filter(
    (measure) => found[measure] > samenessGoal[measure],
  );
}

/** Runs of words one customer has read in more than one message: over a year there should be none of six. */
export function repeatedRuns(compared: readonly (ComparedText | string)[], length = 6): string[] {
  return [
    ...sharedRuns(
      compared.map((one) => wordsOf(masked(one))),
      length,
    ),
  ];
}
