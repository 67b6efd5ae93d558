import type { Role } from './shapes.ts';

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
  warnings: string[];
}

export interface Source {
  key: string;
  trust: 'confirmed' | 'review';
  brand: string | null;
  answerable: { of: number; share: number | null };
}
