import type { z } from 'zod';
import type { Flow } from '../terms/flow.ts';
import { placed } from './tree.ts';

export interface UnknownField {
  path: string;
  message: string;
}

/** Settings that no kind has: refused when a draft is saved, where an incomplete one is not. */
export function unknownFields(flow: Pick<Flow, 'steps'>): UnknownField[] {
  return placed(flow).flatMap(({ path, kind, issues }) =>
    issues.flatMap(strange).map(({ at, key }) => ({
      path: [path, 'config', ...at, key].join('.'),
      message: `${kind?.kind ?? 'this step'} has no setting “${key}”`,
    })),
  );
}

type Strange = { at: string[]; key: string };

/** In a choice, a field is unknown where one way of reading it fails by nothing else. */
function strange(issue: z.core.$ZodIssue): Strange[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ at, key }));
  if (issue.code !== 'invalid_union') return [];
  const readings = issue.errors.map((issues) => ({ issues, found: issues.flatMap(strange) }));
  const closest = readings.find(({ issues, found }) => found.length > 0 && issues.every((one) => strange(one).length > 0));
  return (closest?.found ?? []).map((one) => ({ at: [...at, ...one.at], key: one.key }));
}
