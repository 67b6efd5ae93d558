export interface Problem {
  path: string;
  message: string;
}

/** An answer that is not what was asked for, in words a person can act on. `status` is 0 where there was no answer. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly words: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(words);
  }
}

export const NOT_REACHED = 'Loopwright does not answer. Is it still running? Start it with “npm start”, then try again.';

export async function refusalOf(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown; code?: unknown; problems?: Problem[] };
  const words = typeof problem.detail === 'string' ? problem.detail : `The answer was ${String(answer.status)}, without a reason.`;
  return new Refused(answer.status, typeof problem.code === 'string' ? problem.code : 'unnamed', words, problem.problems ?? []);
}

/** What to tell a person of anything that went wrong. */
export const wordsOf = (error: unknown): string => (error instanceof Refused ? error.words : 'This page has a fault; please report it.');
