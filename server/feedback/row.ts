import { FeedbackInput } from '@loopwright/workflows/contract';
import { inputProblems } from '../app/input-problems.ts';
import type { InputProblem } from '../app/refusal.ts';
import { MOST_ATTRIBUTES } from '../customers/said-of-customer.ts';

const AHEAD_MS = 5 * 60_000;

/** A feedback as it was sent, in order, and as it is to be stored. */
export interface Row {
  index: number;
  input: FeedbackInput & { occurredAt: Date };
}

export interface Rejected {
  index: number;
  problems: InputProblem[];
}

/** Reads one object; what does not fit is told by place, rule and remedy, never by its value. */
export function readRow(value: unknown, index: number, now: Date): Row | Rejected {
  const parsed = FeedbackInput.safeParse(value);
  if (!parsed.success) return { index, problems: inputProblems(parsed.error.issues) };
  const occurredAt = parsed.data.occurredAt ?? now;
  if (occurredAt.getTime() > now.getTime() + AHEAD_MS) return { index, problems: [AHEAD] };
  return { index, input: { ...parsed.data, occurredAt } };
}

const AHEAD: InputProblem = {
  path: 'occurredAt',
  message: 'this is more than 5 minutes ahead of the server: check the clock and the zone of the source, or leave it out for now',
};

export const unknownThemes = (row: Row, known: ReadonlySet<string>): InputProblem[] =>
  (row.input.themes ?? []).flatMap((theme, at) =>
    known.has(theme)
      ? []
      : [{ path: `themes.${String(at)}`, message: 'there is no such theme: make it with POST /api/themes, or leave it out' }],
  );

export const TOO_MANY_ATTRIBUTES: InputProblem = {
  path: 'customer.attributes',
  message: `with these the customer would have more than ${String(MOST_ATTRIBUTES)} attributes: send fewer names`,
};
