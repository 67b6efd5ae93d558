import { tick } from 'svelte';
import { queries } from './queries.ts';
import { Refused, wordsOf } from './refused.ts';

/** Something a person does: busy while it runs, and what was refused, in words and by field. */
export class Doing {
  busy = $state(false);
  refused = $state('');
  problems = $state.raw<Readonly<Record<string, string>>>({});

  /** Runs it and reads again what it may have changed. True when it was done. */
  async run(act: () => Promise<unknown>, changes: readonly string[]): Promise<boolean> {
    const at = document.activeElement;
    this.busy = true;
    this.refused = '';
    this.problems = {};
    try {
      await act();
      await Promise.all(changes.map((kind) => queries.invalidateQueries({ queryKey: [kind] })));
      return true;
    } catch (error) {
      this.refused = wordsOf(error);
      if (error instanceof Refused) this.problems = Object.fromEntries(error.problems.map(({ path, message }) => [path, message]));
      return false;
    } finally {
      this.busy = false;
      await tick();
      // A button that rests while it runs loses the focus.
      if (at instanceof HTMLElement && at.isConnected && document.activeElement === document.body) at.focus();
    }
  }
}
