import { Book } from './backtest-book.ts';
import { Timeline } from './backtest-changes.ts';
import { replayPerson } from './backtest-person.ts';
import type { PastPerson, Replay } from './backtest-shape.ts';

export { Book } from './backtest-book.ts';
export type { Count, Counted } from './backtest-book.ts';
export type { PastChange, PastFeedback, PastMessage, PastPerson, Replay } from './backtest-shape.ts';

/**
 * Flows on what customers said in the past, each as if it had been live then: every customer by the engine's own walk. A page of people at
 * a time, each of them once, so that only a page is held; several flows in one reading. `after` is waited for between pages.
 */
export async function backtest(
  replays: readonly Replay[],
  people: AsyncIterable<readonly PastPerson[]>,
  after: (books: readonly Book[]) => Promise<void> | void = () => undefined,
): Promise<Book[]> {
  const sides = replays.map((replay) => ({ replay, timeline: new Timeline(replay.changes, replay.plan), book: new Book(replay) }));
  const books = sides.map(({ book }) => book);
  for await (const page of people) {
    for (const { replay, timeline, book } of sides)
      for (const person of page) book.note(person, await replayPerson(replay, timeline, person));
    await after(books);
  }
  return books;
}
