import type { FlowInput } from '@loopwright/workflows/contract';

/** What publishing is asked and answers; the server says it in full. */
export interface Change {
  change: 'added' | 'removed' | 'changed' | 'moved';
  step: string | null;
  before: string | null;
  after: string | null;
  by?: string | null;
}

export type PartWayChoice = 'finish' | 'move' | 'stop';

export interface Coming {
  what: string;
  step: string;
  first: string | null;
  last: string | null;
  atOnce: number;
  asBefore?: 'finishes' | 'first';
  words: string;
}

export interface Group extends Record<PartWayChoice, Coming> {
  version: number;
  step: string;
  says: string;
  people: number;
  loops: number;
}

export interface PublishSheet {
  revision: number;
  live: { version: number; publishedAt: string } | null;
  same: boolean;
  problems: { step: string | null; message: string; fix: string; blocks: boolean }[];
  publishable: boolean;
  changes: Change[];
  authors: { name: string; saves: number; last: string }[];
  already: { people: number; feedback: number; since: string; chosen: boolean } | null;
  onlyInvented: boolean;
  firstSends: { people: number; who: { customerId: string; name: string | null; improvement: string }[] } | null;
  partWay: { people: number; loops: number; walking: number; groups: Group[] };
  hold: { first: number; byDefault: boolean };
}

export interface Version {
  version: number;
  flow: FlowInput;
  hold: number;
  partWay: PartWayChoice;
  publishedAt: string;
  publishedBy: string;
  changes: Change[];
}

export interface VersionInWords extends Version {
  /** Which version its changes are told against; null for the first. */
  against: number | null;
  sentences: { about: string; text: string; depth: number; step: string | null; exit: string | null }[];
}

export interface StepCounts {
  standing: Record<string, { people: number; loops: number }>;
  left: Record<string, Record<string, number>>;
}

export interface Paused {
  nobodyNew: boolean;
  sendNothing: boolean;
  passed: { people: number; loops: number };
}

export interface ShippedFlow {
  key: string;
  name: string;
  about: string;
  sentences: string[];
  people: number;
  missing: string | null;
  flow: FlowInput | null;
}
