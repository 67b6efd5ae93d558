/** An answer that is not what was asked for, in words a person can act on. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly words: string,
  ) {
    super(words);
  }
}

export const NOT_REACHED = 'Loopwright does not answer. Is it still running? Start it with “npm start”, then try again.';

export async function refusalOf(answer: Response): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: unknown };
  if (answer.status === 401) return new Refused(401, 'This key opens nothing here. Look whether it is whole, and from this home folder.');
  const words = typeof problem.detail === 'string' ? problem.detail : `The answer was ${String(answer.status)}, without a reason.`;
  return new Refused(answer.status, words);
}
