import { Refused } from './refused.ts';
import type { PageOf } from './shapes.ts';

/** A list read page by page. A newer question makes the answer to an older one count for nothing. */
export class Paged<T> {
  items = $state.raw<readonly T[]>([]);
  next = $state<string | null>(null);
  state = $state<'reading' | 'read' | 'refused'>('reading');
  words = $state('');
  readAt = $state<number | null>(null);
  private asked = 0;

  constructor(private readonly ask: (cursor: string | null) => Promise<PageOf<T>>) {}

  refresh(): Promise<void> {
    return this.read(null, []);
  }

  more(): Promise<void> {
    return this.read(this.next, this.items);
  }

  private async read(cursor: string | null, before: readonly T[]): Promise<void> {
    const mine = ++this.asked;
    this.state = 'reading';
    try {
      const page = await this.ask(cursor);
      if (mine !== this.asked) return;
      this.items = [...before, ...page.items];
      this.next = page.next;
      this.readAt = Date.now();
      this.state = 'read';
    } catch (error) {
      if (mine !== this.asked) return;
      this.words = error instanceof Refused ? error.words : 'This page has a fault; please report it.';
      this.state = 'refused';
    }
  }
}
