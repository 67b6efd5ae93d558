/** An improvement (or decision) that a wait put in hand. */
export interface Hand {
  visit: number;
  as: 'verified' | 'declined';
  improvement: string;
  revision: number;
  /** The wait's absolute deadline in epoch ms, kept when the walk unwinds to it; null = however long it takes. */
  deadline: number | null;
}

/** All a loop needs to go on: small, without personal data, stored in every wait row and carried by continue-as-new. */
export interface WalkState {
  /** The step the walk stands at; null before the first. */
  at: string | null;
  /** How often each step was reached, this time included. Survives restarts and moves. */
  visits: Record<string, number>;
  /** By the id of the wait step. */
  hands: Record<string, Hand>;
  /** Number of parks so far in this generation: orders wait rows and names auxiliary ones. */
  parks: number;
  /** Sequence number of the next trail entry. */
  sequence: number;
}

/** One thing a loop did; `code` is the reason where there is one. Ids only. */
export interface TrailEntry {
  sequence: number;
  /** Epoch ms. */
  at: number;
  step: string;
  kind: string;
  visit: number;
  exit: string;
  code?: string;
  /** Ids of what it concerned: message, improvement. */
  about?: string;
}
