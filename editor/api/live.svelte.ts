import { session } from './session.svelte.ts';
import { queries } from './queries.ts';

/** What may be read again under the reader's eyes: figures and short lines, never lists that would move. */
const QUIETLY = new Set(['home', 'release', 'counts', 'flow-counts']);
const ASK_AGAIN_MS = 5_000;
const NAME = 'loopwright-live';

/** Told by the server that something changed, at most once a second. */
class Live {
  /** How often each kind has changed since the page was opened; a list shows it and leaves the reader in peace. */
  readonly changes = $state<Record<string, number>>({});

  /** Listens while somebody is signed in. Returns what ends it. */
  listen(): () => void {
    if (session.me?.via !== 'session') return this.askAgain();
    // Browsers open six connections to a server and no more, for all tabs together: one tab listens and tells the others.
    const ending = new AbortController();
    const others = new BroadcastChannel(NAME);
    others.onmessage = ({ data }: MessageEvent<string[]>) => this.changed(data);
    ending.signal.addEventListener('abort', () => others.close());
    void this.hearAlways(ending.signal, (kinds) => others.postMessage(kinds));
    return () => ending.abort();
  }

  /** There are no locks where a page came by plain HTTP from another machine; then each tab listens. */
  private async hearAlways(ending: AbortSignal, tell: (kinds: string[]) => void): Promise<void> {
    const forAll = (): Promise<void> => this.hear(ending, tell);
    while (!ending.aborted) {
      if ('locks' in navigator) await navigator.locks.request(NAME, { signal: ending }, forAll).catch(() => undefined);
      else await this.hear(ending, () => undefined);
      await new Promise((rested) => setTimeout(rested, ASK_AGAIN_MS));
    }
  }

  /** Hears of changes until it ends, or the server has refused: then it is another tab's turn. */
  private hear(ending: AbortSignal, tell: (kinds: string[]) => void): Promise<void> {
    const source = new EventSource('/api/live');
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      const { kinds } = JSON.parse(event.data) as { kinds: string[] };
      tell(kinds);
      this.changed(kinds);
    });
    return new Promise((ended) => {
      const end = (): void => {
        source.close();
        ended();
      };
      source.addEventListener('error', () => source.readyState === EventSource.CLOSED && end());
      ending.addEventListener('abort', end);
    });
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
