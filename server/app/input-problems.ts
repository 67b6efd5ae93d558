import type { z } from 'zod';
import type { InputProblem } from './refusal.ts';

const MOST = 100;

/** Zod's findings as places and rules. Messages name what is allowed, never what was sent. */
export function inputProblems(issues: readonly z.core.$ZodIssue[]): InputProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [])).slice(0, MOST);
}

function problemsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): InputProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return nearest(issue.errors, path) ?? [said(path, oneOf(issue))];
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => said(path, inner.message));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      said([...path, key.slice(0, 60)], 'this field is not known: remove it, or look for its name in the API'),
    );
  return [said(path, issue.message.replace(/, received .*$/u, ''))];
}

/** Of the alternatives of a union, the one that fits best: it got deepest, or has the fewest problems. */
function nearest(alternatives: readonly (readonly z.core.$ZodIssue[])[], path: readonly PropertyKey[]): InputProblem[] | null {
  const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));
  const [best, next] = [...alternatives].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  if (!best || (next && depth(best) === 0 && best.length === next.length)) return null;
  return best.flatMap((issue) => problemsOf(issue, path));
}

/** "expected string or number", where that is all there is to it. */
function oneOf(issue: z.core.$ZodIssueInvalidUnion): string {
  const roots = issue.errors.flatMap((issues) => issues.filter((one) => one.path.length === 0));
  const expected = [...new Set(roots.flatMap((one) => (one.code === 'invalid_type' ? [one.expected] : [])))];
  return expected.length > 0 ? `Invalid input: expected ${expected.join(' or ')}` : issue.message;
}

const said = (path: readonly PropertyKey[], message: string): InputProblem => ({ path: path.map(String).join('.'), message });
