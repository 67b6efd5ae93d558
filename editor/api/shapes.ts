import type { ClosedAs, LoopStatus, MessageState } from '@loopwright/workflows/contract';

/** What these pages read of the API's answers; /api/openapi.json tells all there is. */
export interface Message {
  id: string;
  customerId: string;
  channel: string;
  to: string | null;
  state: MessageState;
  reason: string | null;
  via: 'smtp' | 'outbox' | 'webhook' | null;
  subject: string | null;
  text: string | null;
  template: string;
  approvedBy: string | null;
  sendAt: string | null;
  sentAt: string | null;
  createdAt: string;
}

export interface Loop {
  id: string;
  flowId: string;
  customerId: string;
  themes: string[];
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
  at: string;
  words: string;
}

export interface Flow {
  name: string;
  sentences: { about: string; step: string | null; text: string }[];
}

export interface Customer {
  name: string | null;
  email: string | null;
  externalId: string | null;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, { state: 'ok' | 'warns' | 'fails' | 'off'; words: string }>;
}

export interface PageOf<T> {
  items: T[];
  next: string | null;
}
