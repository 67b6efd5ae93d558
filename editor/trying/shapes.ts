/** What the panels read of previews, cases and backtests. */
export interface AskedOf {
  met: boolean;
  words: string;
}

export interface TriedStep {
  step: string;
  at: string;
  day: number;
  rule: string;
  words: string;
  asks: AskedOf[];
  message: number | null;
}

export interface TriedMessage {
  title: string;
  to: string | null;
  state: 'sent' | 'withheld' | 'scheduled' | 'held';
  at: string;
  day: number;
  subject: string | null;
  text: string | null;
  reasons: string[];
}

export interface Preview {
  opened: string;
  customer: { id: string | null; name: string | null };
  feedback: { text: string | null; source: string; occurredAt: string };
  entry: { letsIn: boolean; words: string; asks: AskedOf[]; assumed: string[] };
  trail: TriedStep[];
  messages: TriedMessage[];
  standing: { rule: string; words: string } | null;
  ending: { words: string } | null;
  words: string;
  kinds: string[];
  outline: string[];
}

export interface Candidate {
  invented: boolean;
  feedbackId: string;
  customer: { id: string; name: string | null };
  text: string | null;
  occurredAt: string;
  letsIn: boolean;
  words: string;
}

export interface Candidates {
  items: Candidate[];
  typical: string | null;
  withoutAddress: string | null;
}

export interface Trial {
  feedbackId?: string;
  feedback?: object;
  events: readonly object[];
}

export interface PinnedCase {
  id: string;
  name: string;
  trial: Trial;
  expected: string[];
}

export interface CaseRun {
  id: string;
  name: string;
  customer: string | null;
  state: 'same' | 'changed' | 'refused';
  expected: string[];
  now: string[];
  refused: string | null;
}

export interface Figure {
  key: string;
  words: string;
  loops: number;
  people: number;
}

export interface Side {
  words: string;
  entered: Figure;
  joined: Figure;
  told: Figure;
  timedOut: Figure;
  steps: {
    step: string;
    rule: string;
    depth: number;
    under: string | null;
    reached: Figure;
    stands: Figure | null;
    exits: (Figure & { exit: string })[];
  }[];
  endings: Figure[];
  notLetIn: Figure[];
  notSent: Figure[];
  sent: number;
  busiest: { day: string; messages: number } | null;
  approvals: { who: string; aWeek: number }[];
}

export interface Backtest {
  id: string;
  from: string;
  to: string;
  by: string;
  state: 'running' | 'done' | 'cancelled' | 'interrupted';
  words: string;
  feedback: number;
  total: number;
  result: { draft: Side; live: Side | null; notes: string[] } | null;
  live: number | null;
  invented: boolean;
  startedAt: string;
}
