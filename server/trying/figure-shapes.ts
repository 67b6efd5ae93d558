/** One number; `key` opens the people behind it. */
export interface Figure {
  key: string;
  words: string;
  loops: number;
  people: number;
}

export interface StepFigures {
  step: string;
  rule: string;
  depth: number;
  /** The exit that leads here, in words; null where the step before does. */
  under: string | null;
  reached: Figure;
  stands: Figure | null;
  exits: (Figure & { exit: string })[];
}

/** What a flow would have done. */
export interface SideFigures {
  words: string;
  entered: Figure;
  joined: Figure;
  told: Figure;
  timedOut: Figure;
  steps: StepFigures[];
  endings: Figure[];
  notLetIn: Figure[];
  /** Messages that were not sent, or counted as told by another. */
  notSent: Figure[];
  sent: number;
  busiest: { day: string; messages: number } | null;
  /** How often somebody would be asked to approve, on average, to one decimal. */
  approvals: { who: string; aWeek: number }[];
}

/** The draft beside what is live, and what a replay cannot know. */
export interface Sides {
  draft: SideFigures;
  live: SideFigures | null;
  notes: string[];
}
