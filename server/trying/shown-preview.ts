import type { Asked } from './entry-words.ts';

export interface ShownStep {
  step: string;
  kind: string;
  visit: number;
  at: Date;
  /** 0 is the day the loop opened. */
  day: number;
  exit: string;
  reasonCode: string | null;
  /** The rule, as the flow says it. */
  rule: string;
  /** What happened. */
  words: string;
  asks: Asked[];
  /** The message it sent or withheld, by its place in `messages`. */
  message: number | null;
}

export interface ShownMessage {
  step: string;
  visit: number;
  template: string;
  title: string;
  channel: string;
  to: string | null;
  state: 'sent' | 'withheld' | 'scheduled' | 'held';
  at: Date;
  day: number;
  subject: string | null;
  text: string | null;
  html: string | null;
  language: string | null;
  reasonCode: string | null;
  /** What held it up, and why it was not sent. */
  reasons: string[];
}

export interface Standing {
  step: string;
  rule: string;
  until: Date | null;
  day: number | null;
  words: string;
}

/** One customer's way through a flow on a simulated clock. Nothing was sent or stored. */
export interface ShownPreview {
  opened: Date;
  customer: { id: string | null; name: string | null };
  feedback: { id: string | null; text: string | null; source: string; occurredAt: Date; themes: string[] };
  /** `assumed`: what the test takes otherwise than it is. */
  entry: { letsIn: boolean; reasonCode: string | null; words: string; asks: Asked[]; assumed: string[] };
  trail: ShownStep[];
  messages: ShownMessage[];
  standing: Standing | null;
  ending: { status: 'closed' | 'ended'; closedAs: string | null; reasonCode: string | null; words: string } | null;
  words: string;
  /** The kinds of steps there are: what can happen depends on them. */
  kinds: string[];
  /** The same, a line each: what a pinned case is compared by. */
  outline: string[];
}
