import { http, segment } from '../api/http.ts';
import { wordsOf } from '../api/refused.ts';
import type { Candidate, Candidates, CaseRun, PinnedCase, Preview, Trial } from './shapes.ts';
import { STORIES } from './stories.ts';
import type { StoryName } from './stories.ts';

const PAUSE_MS = 350;

/** Somebody a draft is tried on: played again a moment after each change of the draft or of what happens. */
export class Trying {
  search = $state('');
  found = $state.raw<Candidates | null>(null);
  who = $state.raw<Candidate | null>(null);
  story = $state<StoryName>('verified');
  day = $state(12);
  improvement = $state('');
  seen = $state.raw<Preview | null>(null);
  /** Of the flow as it was last played. */
  kinds = $state.raw<readonly string[]>([]);
  refused = $state('');
  busy = $state(false);
  runs = $state.raw<CaseRun[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  /** `draft` gives the flow as it is now; null = as it was saved. */
  constructor(
    private readonly flowId: () => string,
    private readonly draft: () => unknown,
  ) {}

  /** Soon, and only the last time it is asked for. */
  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.play(), PAUSE_MS);
  }

  look(): void {
    clearTimeout(this.looking);
    this.looking = setTimeout(() => void this.find(), PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.looking);
  }

  async find(): Promise<void> {
    const typed = this.search;
    try {
      const found = await this.ask<Candidates>('candidates', { search: typed });
      if (typed !== this.search) return;
      this.found = found;
      if (!this.who) this.choose(found.typical);
    } catch (error) {
      this.refused = wordsOf(error);
    }
  }

  choose(feedbackId: string | null): void {
    const who = this.found?.items.find((one) => one.feedbackId === feedbackId);
    if (!who) return;
    this.who = who;
    this.soon();
  }

  get trial(): Trial | null {
    if (!this.who) return null;
    const about = this.improvement === '' ? {} : { improvement: this.improvement };
    return { feedbackId: this.who.feedbackId, events: STORIES[this.story].events(this.day, about) };
  }

  async play(): Promise<void> {
    const mine = ++this.turn;
    const { trial } = this;
    this.busy = true;
    try {
      const [seen, { items }] = await Promise.all([
        trial ? this.ask<Preview>('preview', trial) : null,
        this.ask<{ items: CaseRun[] }>('cases/run', {}),
      ]);
      if (mine !== this.turn) return;
      this.seen = seen;
      this.kinds = seen?.kinds ?? this.kinds;
      this.runs = items;
      this.refused = '';
    } catch (error) {
      if (mine !== this.turn) return;
      this.seen = null;
      this.refused = wordsOf(error);
    } finally {
      if (mine === this.turn) this.busy = false;
    }
  }

  async pin(): Promise<void> {
    const { trial, seen } = this;
    if (!trial || !seen) return;
    const name = STORIES[this.story].words(this.day);
    await this.keep((cases) => [...cases, { id: crypto.randomUUID(), name, trial, expected: seen.outline }]);
  }

  /** What it does now is what is expected from now on. */
  accept = (run: CaseRun): Promise<void> =>
    this.keep((cases) => cases.map((one) => (one.id === run.id ? { ...one, expected: run.now } : one)));

  unpin = (id: string): Promise<void> => this.keep((cases) => cases.filter((one) => one.id !== id));

  private async keep(change: (cases: PinnedCase[]) => PinnedCase[]): Promise<void> {
    const path = `/api/flows/${segment(this.flowId())}/cases`;
    try {
      const { cases } = await http.get<{ cases: PinnedCase[] }>(path);
      await http.put(path, { cases: change(cases) });
      await this.play();
    } catch (error) {
      this.refused = wordsOf(error);
    }
  }

  private ask<T>(what: string, body: object): Promise<T> {
    const draft = this.draft();
    return http.post<T>(`/api/flows/${segment(this.flowId())}/${what}`, { ...body, ...(draft ? { draft } : {}) });
  }
}
