import type { Rejected } from './row.ts';

/** A line that could not even be read as JSON. */
export class Unreadable {
  constructor(private readonly message: string) {}

  at(index: number): Rejected {
    return { index, problems: [{ path: '', message: this.message }] };
  }
}
