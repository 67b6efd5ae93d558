import { z } from 'zod';

/** What a key may do. Each role may do all that stands after it; `source` may only give feedback. */
export const Role = z.enum(['admin', 'maker', 'approver', 'designer', 'agent', 'viewer', 'source']);
export type Role = z.infer<typeof Role>;

const LADDER: readonly Role[] = ['viewer', 'agent', 'designer', 'approver', 'maker', 'admin'];

/** Who stands at a door. `open` is anybody. */
export interface DoorRule {
  least: Exclude<Role, 'source'> | 'open';
  /** Sources pass too. */
  sources: boolean;
  summary: string;
}

export function passes(rule: DoorRule, role: Role): boolean {
  if (rule.least === 'open') return true;
  if (role === 'source') return rule.sources;
  return LADDER.indexOf(role) >= LADDER.indexOf(rule.least);
}
