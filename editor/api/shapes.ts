import type { ClosedAs, Condition, Feeling, FlowInput, LoopStatus, MessageState } from '@loopwright/workflows/contract';

/** What the pages read of the API's answers; /api/openapi.json tells all there is. */
export interface PageOf<T> {
  items: T[];
  next: string | null;
}

export type Role = 'admin' | 'maker' | 'approver' | 'designer' | 'agent' | 'viewer' | 'source';

export interface Me {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  demo: boolean;
  passwordSet: boolean;
  via: 'session' | 'key';
  company: string | null;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, { state: 'ok' | 'warns' | 'fails' | 'off'; words: string }>;
}

export interface Work {
  kind: string;
  words: string;
  count: number;
  improvement?: string;
  theme?: string;
  flow?: string;
  shippedAt?: string;
}

export interface Home {
  demo: boolean;
  kept: boolean;
  work: Work[];
  flows: FlowLine[];
}

export interface FlowLine {
  id: string;
  name: string;
  status: 'live' | 'draft' | 'paused' | 'sending-paused';
  sentence: string;
  waiting: number;
  closedThisMonth: number;
  told: number;
}

export type ImprovementState = 'planned' | 'shipped' | 'verified' | 'declined' | 'retracted' | 'expired';

export interface Improvement {
  id: string;
  title: string;
  themes: string[];
  change: string | Record<string, string>;
  stillNot: string | null;
  seeAt: string | null;
  owner: string | null;
  state: ImprovementState;
  decision: string | null;
  evidence: { text: string; url?: string }[] | string | null;
  scope: Condition | null;
  /** For whom, after “customers”; null is everybody. */
  scopeWords: string | null;
  shippedAt: string | null;
  verifiedAt: string | null;
  verifiedBy: string | null;
  declinedAt: string | null;
  expiresAt: string | null;
  retraction: { reason: string; whatIsTrue: string; at: string } | null;
  revision: number;
  epoch: number;
  demo: boolean;
  release: { state: string; rev: number } | null;
  createdAt: string;
}

export interface AudiencePerson {
  customerId: string;
  name: string | null;
  covered: boolean;
  reasonCode: string;
  words: string;
  loops: { loopId: string; flowId: string; covered: boolean; reasonCode: string }[];
}

export interface Audience {
  improvementId: string | null;
  wouldBe: boolean;
  covered: number;
  loops: number;
  not: { reasonCode: string; words: string; count: number; loops: number }[];
  people: AudiencePerson[];
  next: string | null;
}

export interface Sample {
  customer: { id: string; name: string | null };
  feedback: { id: string; text: string | null; source: string; occurredAt: string; language: string | null };
  message: { subject: string; text: string; language: string };
  /** Words that stand in the message because of a fact of this customer. */
  facts: string[];
}

export interface Release {
  state: string;
  rev: number;
  covered: number;
  offered: number;
  settled: number;
  sent: number;
  unknown: number;
  withheld: number;
}

export interface Message {
  id: string;
  loopId: string | null;
  flowId?: string | null;
  customerId: string;
  channel: string;
  to: string | null;
  state: MessageState;
  reason: string | null;
  reasonCode: string | null;
  via: 'smtp' | 'outbox' | 'webhook' | null;
  detail?: string | null;
  subject: string | null;
  text: string | null;
  template: string;
  templateTitle: string | null;
  asked: { of: string; standIn: string | null; standInFrom: string | null; oneText: boolean; until: string } | null;
  approvedBy: string | null;
  claim?: { improvementId: string; revision: number } | null;
  sendAt: string | null;
  sentAt: string | null;
  /** How a person may settle one of which nobody knows whether it arrived. */
  settle?: { can: SettledAs[]; words: Record<SettledAs, string> } | null;
  /** What an edit leaves as it is; null where it cannot be edited. */
  editable: { contentHash: string; claims: string[]; footer: string | null } | null;
  edited: { by: string; at: string; before: { subject: string; text: string } } | null;
  createdAt: string;
}

export interface Loop {
  id: string;
  flowId: string;
  version: number;
  feedbackId: string;
  customerId: string;
  themes: string[];
  /** What they are called, in their order. */
  themeNames: string[];
  status: LoopStatus;
  closedAs: ClosedAs | null;
  at: { step: string; since: string; until: string | null } | null;
  reason: string | null;
  openedAt: string;
  closedAt: string | null;
}

export interface TrailEntry {
  sequence: number;
  generation: number;
  step: string;
  exit: string;
  at: string;
  words: string;
}

export interface Flow {
  id: string;
  name: string;
  revision: number;
  status: 'draft' | 'live' | 'paused';
  nobodyNew: boolean;
  sendNothing: boolean;
  sentences: { about: string; step: string | null; exit: string | null; depth?: number; text: string }[];
  live: { version: number; publishedAt: string; hold: number } | null;
  /** These four not in lists. */
  draft: FlowInput;
  changed: boolean;
  saved: { by: string; at: string } | null;
  retiredStepIds: string[];
  createdAt: string;
}

/** A flow in a list: what it does in words, and how many people it concerns. */
export interface ListedFlow
  extends
    Pick<Flow, 'id' | 'name' | 'status' | 'nobodyNew' | 'sendNothing'>,
    Pick<FlowLine, 'sentence' | 'waiting' | 'closedThisMonth' | 'told'> {}

export interface Customer {
  id: string;
  name: string | null;
  email: string | null;
  emails: string[];
  externalId: string | null;
  locale: string | null;
  timeZone: string | null;
  attributes: Record<string, unknown>;
  consent: { email?: boolean; webhook?: boolean; quote?: boolean };
  demo: boolean;
  erasedAt: string | null;
  mergedInto: string | null;
  createdAt: string;
}

export interface Happening {
  at: string;
  kind: 'said' | 'loop-opened' | 'loop-over' | 'waits-until' | 'message';
  words: string;
  feedbackId?: string;
  loopId?: string;
  messageId?: string;
  ahead: boolean;
}

export interface Feedback {
  id: string;
  source: string;
  externalId: string;
  text: string | null;
  score: number | null;
  scoreKind: string | null;
  feeling: Feeling | null;
  tags: { theme: string; by: string; confirmed: boolean }[];
  themes?: string[];
  language: string | null;
  stage: string;
  demo: boolean;
  customerId: string;
  occurredAt: string;
  receivedAt: string;
}

export interface Found {
  kind: 'customer' | 'improvement' | 'theme' | 'flow' | 'template';
  id: string;
  title: string;
  about: string;
}

export interface Why {
  told: boolean;
  words: string;
  reasonCode: string;
  messageId?: string;
}

export interface Theme {
  key: string;
  name: string;
  description: string | null;
  demo: boolean;
}

export interface Say {
  say: { words: string; improvement: string }[];
  notYet: { words: string; reason: string }[];
}

export type SettledAs = 'arrived' | 'send-again' | 'leave';

/** Who a customer is too, on whose word. */
export interface Merge {
  other: Customer;
  proof: string;
  by: string;
  at: string;
}

export interface Parted {
  customer: Customer;
  other: Customer;
  moved: { feedback: number; loops: number };
}

/** Whom it would reach if it held for others than it does. */
export interface TentativeAudience extends Audience {
  scopeWords: string | null;
}
