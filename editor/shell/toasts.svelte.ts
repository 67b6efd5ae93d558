import { announcer } from './announcer.svelte.ts';

const STAYS_MS = 10_000;

export interface Toast {
  id: number;
  words: string;
  bad: boolean;
  undo: (() => Promise<void> | void) | null;
}

/** Short words about what was just done, and the way back while there is one. */
class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  private last = 0;

  say(words: string, { undo = null, bad = false }: { undo?: Toast['undo']; bad?: boolean } = {}): void {
    const id = ++this.last;
    this.shown = [...this.shown, { id, words, bad, undo }];
    announcer.say(undo ? `${words} Undo is in the corner, and on Control Z.` : words);
    if (!bad) setTimeout(() => this.drop(id), STAYS_MS);
  }

  drop(id: number): void {
    this.shown = this.shown.filter((one) => one.id !== id);
  }

  /** Takes back the newest that can be. */
  async undo(): Promise<boolean> {
    const newest = this.shown.findLast(({ undo }) => undo !== null);
    if (!newest?.undo) return false;
    this.drop(newest.id);
    await newest.undo();
    return true;
  }
}

export const toasts = new Toasts();
