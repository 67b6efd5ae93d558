import type { Noun } from '@loopwright/workflows/contract';
import type { Role, Theme } from './shapes.ts';

export interface Person {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  disabled: boolean;
  passwordSet: boolean;
  lastSeenAt: string | null;
  createdAt: string;
}

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
}

export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  createdBy: string;
  createdAt: string;
}

export interface AuditEntry {
  id: string;
  at: string;
  by: { id: string; name: string; role: Role };
  words: string;
  changes: { field: string; before: unknown; after: unknown }[];
}

export interface HouseRules {
  sendDelay: string;
  quietHours: { from: number; to: number } | null;
  zone: string;
  cap: { messages: number; within: string } | null;
  sender: { name: string; address: string | null; role?: string; company?: string; postalAddress?: string } | null;
  searchable: string[];
  killSwitch: boolean;
  /** `field` is where it is mended, if here. */
  warnings: { words: string; field: string | null }[];
}

export interface Source {
  key: string;
  trust: 'confirmed' | 'review';
  brand: string | null;
  answerable: { of: number; share: number | null };
}

export interface FullTheme extends Theme {
  noun: Record<string, Noun>;
  examples: string[];
  demo: boolean;
  feedback: number;
  waiting: number;
}

export interface NounSample {
  language: string;
  sentences: string[];
}

export interface TemplateLine {
  name: string;
  title: string;
  version: number;
  claims: boolean;
  decides: boolean;
  promises: string | null;
  languages: string[];
  problems: { words: string; remedy: string; blocks: boolean }[];
  savedBy: string;
  createdAt: string;
}

/** A template on the shelf, with how it begins. */
export interface TemplateOnShelf extends TemplateLine {
  begins: { subject: string; text: string };
}

export interface FullTemplate extends TemplateLine {
  variants: Record<string, { subject: string; body: string }>;
}

export type TemplateVersion = Pick<TemplateLine, 'version' | 'title' | 'languages' | 'savedBy' | 'createdAt'>;

export interface TemplateSample {
  customer: { id: string; name: string | null } | null;
  /** Which invented case it is; null for a real customer. */
  invented: string | null;
  subject: string;
  text: string;
  html: string | null;
  language: string;
  /** Whether it would be true for them now; null where nothing is claimed. */
  holds: { covers: boolean; words: string | null } | null;
}

export interface Connection {
  key: string;
  name: string;
  url: string;
  messages: boolean;
  createdAt: string;
}

export interface Team {
  key: string;
  name: string;
  email: string | null;
  url: string | null;
  createdAt: string;
}

/** What came back of a test. */
export interface Trial {
  works: boolean;
  words: string;
  status: number | null;
  body: string | null;
  tookMs: number;
}

export interface Notice {
  id: string;
  team: string;
  teamName: string;
  loopId: string;
  text: string;
  state: 'wanted' | 'delivered' | 'failed';
  via: 'smtp' | 'webhook' | 'outbox' | null;
  code: string | null;
  createdAt: string;
  deliveredAt: string | null;
}
