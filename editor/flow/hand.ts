import { http, segment } from '../api/http.ts';

/** Whose hand a draft is in, as the server says it. */
interface Held {
  mine: boolean;
  by: string | null;
  /** It is another tab of the reader's own. */
  you: boolean;
}

/** Sooner than the server gives a hand up that says nothing. */
const BEAT_MS = 3_000;

/** Holds a draft while it is open here, and tells when it is in another hand: somebody's name, or null when it is here. */
export class Hand {
  private readonly tab = crypto.randomUUID();
  private asked = 0;
  /** As the last answer said; until there is one, it may be here. */
  private mine = true;

  constructor(private readonly told: (holder: string | null) => void) {}

  /** Says every few seconds that the draft is open, until what it returns is called or the page is left. */
  keep(flow: string): () => void {
    const beat = (): void => void this.ask(flow, false);
    const leave = (): void => {
      if (this.mine) http.delete(`${pathOf(flow)}/${this.tab}`).catch(() => undefined);
    };
    const timer = setInterval(beat, BEAT_MS);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', beat);
    beat();
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', beat);
      leave();
    };
  }

  take(flow: string): Promise<void> {
    return this.ask(flow, true);
  }

  /** What was asked last counts: an answer from before taking over no longer does. Who cannot be asked holds nothing: what is drawn meanwhile is saved later upon its revision. */
  private async ask(flow: string, take: boolean): Promise<void> {
    const turn = ++this.asked;
    const held = await http.post<Held>(pathOf(flow), { tab: this.tab, take }).catch(() => null);
    if (!held || turn !== this.asked) return;
    this.mine = held.mine;
    this.told(held.mine ? null : held.you ? 'Another tab of yours' : (held.by ?? 'Somebody'));
  }
}

const pathOf = (flow: string): string => `/api/flows/${segment(flow)}/hand`;
