/** Which score counts, and when it is better than the one that opened the loop; null = any. */
export interface ScoreWanted {
  score: 'nps' | 'csat' | 'stars';
  sources: string[] | null;
  themes: string[] | null;
  by: number;
  /** What is better where no such score opened the loop. */
  without: number;
}

/** A score as far as a wait looks at it. */
export interface GivenScore {
  kind: string;
  score: number;
  source: string | null;
  themes: readonly string[];
}

/** Whether a score is the one that is waited for. */
export const isWanted = ({ score: kind, sources, themes }: ScoreWanted, given: GivenScore): boolean =>
  given.kind === kind &&
  (sources === null || (given.source !== null && sources.includes(given.source))) &&
  (themes === null || themes.some((theme) => given.themes.includes(theme)));

/** What a score says beside the one that opened the loop; without one, beside what counts as good. */
export const comparedWith = ({ by, without }: ScoreWanted, opening: number | null, score: number): 'better' | 'same-or-worse' =>
  (opening === null ? score >= without : score - opening >= by) ? 'better' : 'same-or-worse';
