import { session } from './session.svelte.ts';
import { queries } from './queries.ts';

/** What may be read again under the reader's eyes: figures and short lines, never lists that would move. */
const QUIETLY = new Set(['home', 'release', 'counts', 'flow-counts']);
const ASK_AGAIN_MS = 5_000;

/** Told by the server that something changed, at most once a second. */
class Live {
  /** How often each kind has changed since the page was opened; a list shows it and leaves the reader in peace. */
  readonly changes = $state<Record<string, number>>({});
  connected = $state(false);

  /** Listens while somebody is signed in. Returns what ends it. */
  listen(): () => void {
    if (session.me?.via !== 'session') return this.askAgain();
    const source = new EventSource('/api/live');
    source.onopen = () => (this.connected = true);
    source.onerror = () => (this.connected = false);
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const { kinds } = JSON.parse(event.data) as { kinds: string[] };
      this.changed(kinds);
    });
    return () => {
      source.close();
      this.connected = false;
    };
  }

  private changed(kinds: readonly string[]): void {
    for (const kind of kinds) this.changes[kind] = (this.changes[kind] ?? 0) + 1;
    void queries.invalidateQueries({
      refetchType: 'none',
      predicate: ({ queryKey: [root] }) => typeof root === 'string' && kinds.includes(root),
    });
    void queries.invalidateQueries({ predicate: ({ queryKey: [root] }) => typeof root === 'string' && QUIETLY.has(root) });
  }

  /** With an API key there is no stream: the figures are asked for again every few seconds. */
  private askAgain(): () => void {
    const timer = setInterval(() => {
      this.changed([]);
    }, ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }
}

export const live = new Live();
