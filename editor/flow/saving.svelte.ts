import { Flow } from '@loopwright/workflows/contract';
import type { FlowInput } from '@loopwright/workflows/contract';
import { Refused, wordsOf } from '../api/refused.ts';

/** A draft as the server has it. */
export interface Stored {
  id: string;
  revision: number;
  draft: FlowInput;
  saved: { by: string; at: string } | null;
}

/** Where drafts are kept. */
export interface Shelf {
  create: (flow: Flow) => Promise<Stored>;
  save: (id: string, revision: number, flow: Flow) => Promise<Stored>;
  read: (id: string) => Promise<Stored>;
}

/** What somebody else saved meanwhile. */
export interface Theirs {
  flow: Flow;
  revision: number;
  by: string | null;
}

const PAUSE_MS = 700;
const TRY_AGAIN_MS = [3_000, 8_000, 20_000, 60_000];

/** Keeps a flow as it is drawn: saves what changed once the hand rests, upon the revision it was based on, and overwrites nothing unseen. */
export class Saving {
  state = $state<'kept' | 'waits' | 'saving' | 'refused'>('kept');
  /** Why it is not saved, in words. */
  why = $state('');
  flowId = $state<string | null>(null);
  revision = $state(0);
  /** When it was saved last from here or, at first, from anywhere. */
  at = $state<number | null>(null);
  /** What has to be seen before anything more is saved. */
  stale = $state.raw<Theirs | null>(null);
  /** The flow as it is kept: what both sides of a stale save began with. */
  base = $state.raw<Flow>() as Flow;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private running: Promise<void> | null = null;

  constructor(
    private readonly now: () => Flow,
    private readonly shelf: Shelf,
    base: Flow,
    stored: Stored | null,
  ) {
    this.base = base;
    if (!stored) return;
    this.flowId = stored.id;
    this.revision = stored.revision;
    this.at = stored.saved && Date.parse(stored.saved.at);
  }

  /** Whether there is something that the server does not have. */
  get unsaved(): boolean {
    return this.now() !== this.base;
  }

  changed(): void {
    clearTimeout(this.timer);
    if (!this.unsaved) {
      if (this.state !== 'saving') this.state = 'kept';
      return;
    }
    if (this.state !== 'saving') this.state = 'waits';
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves what is unsaved now. Resolves when nothing is under way; look at `unsaved` to know whether it is kept. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (!this.unsaved || this.stale) return;
    this.running = this.save().finally(() => (this.running = null));
    await this.running;
  }

  /** What the server has now, read for another reason. Answers what somebody else saved, where nothing of one's own stands against it. */
  arrived(stored: Stored): Theirs | null {
    if (this.running || stored.id !== this.flowId || stored.revision <= this.revision) return null;
    const theirs = theirsOf(stored);
    if (this.unsaved) {
      this.stale = theirs;
      return null;
    }
    return theirs;
  }

  /** From here on changes are based on what they saved. */
  rebase({ flow, revision }: Theirs): void {
    this.base = flow;
    this.revision = revision;
    this.stale = null;
    this.changed();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async save(): Promise<void> {
    const sent = this.now();
    this.state = 'saving';
    try {
      const stored = this.flowId === null ? await this.shelf.create(sent) : await this.shelf.save(this.flowId, this.revision, sent);
      this.flowId = stored.id;
      this.revision = stored.revision;
      this.base = sent;
      this.at = Date.now();
      this.why = '';
      this.failures = 0;
      this.state = 'kept';
      if (this.unsaved) this.changed();
    } catch (error) {
      await this.failed(error);
    }
  }

  private async failed(error: unknown): Promise<void> {
    this.state = 'refused';
    this.why = wordsOf(error);
    if (error instanceof Refused && error.code === 'stale-revision' && this.flowId !== null) {
      try {
        this.stale = theirsOf(await this.shelf.read(this.flowId));
        return;
      } catch (unread) {
        this.why = wordsOf(unread);
      }
    } else if (error instanceof Refused && error.status >= 400 && error.status < 500 && error.status !== 429) {
      const [problem] = error.problems;
      if (problem) this.why = `${this.why} ${problem.path}: ${problem.message}`;
      return;
    }
    const pause = TRY_AGAIN_MS[Math.min(this.failures++, TRY_AGAIN_MS.length - 1)];
    this.timer = setTimeout(() => void this.flush(), pause);
  }
}

const theirsOf = ({ draft, revision, saved }: Stored): Theirs => ({ flow: Flow.parse(draft), revision, by: saved?.by ?? null });
