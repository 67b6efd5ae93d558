import type { Role } from '../api/shapes.ts';

/** What each role may do; each may do all that stands before it. */
export const ROLES: Readonly<Record<Role, string>> = {
  source: 'source: only sends feedback',
  viewer: 'viewer: sees everything',
  agent: 'agent: answers customers',
  designer: 'designer: draws flows and words',
  approver: 'approver: approves messages',
  maker: 'maker: ships and verifies',
  admin: 'administrator',
};
