import { PassThrough } from 'node:stream';
import type { Change, LiveKind } from './kinds.ts';

const EVERY_MS = 1_000;
const BEAT_MS = 15_000;
const RETRY_MS = 2_000;
const MOST_IDS = 100;

/** One stream of server-sent events: what changed within a second is one event, and a slow reader gets fewer, never more at once. */
export class Subscriber {
  readonly stream = new PassThrough();
  private readonly beating: NodeJS.Timeout;
  private readonly kinds = new Set<LiveKind>();
  /** Null when they are too many to be told. */
  private ids: Set<string> | null = new Set();
  private timer: NodeJS.Timeout | null = null;
  private toldAt = -EVERY_MS;
  private isFull = false;

  constructor() {
    this.write(`retry: ${String(RETRY_MS)}\n\n`);
    this.beating = setInterval(() => {
      if (!this.isFull) this.write(':\n\n');
    }, BEAT_MS);
    this.stream.once('close', () => this.end());
  }

  hear({ kinds, id }: Change): void {
    for (const kind of kinds) this.kinds.add(kind);
    if (id === null || (this.ids && this.ids.size >= MOST_IDS)) this.ids = null;
    else this.ids?.add(id);
    this.soon();
  }

  end(): void {
    clearInterval(this.beating);
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!this.stream.writableEnded) this.stream.end();
  }

  private soon(): void {
    if (this.timer || this.isFull || this.kinds.size === 0 || this.stream.writableEnded) return;
    this.timer = setTimeout(() => this.tell(), Math.max(0, this.toldAt + EVERY_MS - performance.now()));
  }

  private tell(): void {
    this.timer = null;
    this.toldAt = performance.now();
    const data = { kinds: [...this.kinds].sort(), ...(this.ids ? { ids: [...this.ids] } : {}) };
    this.kinds.clear();
    this.ids = new Set();
    this.write(`event: changed\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (this.stream.writableEnded || this.stream.write(text)) return;
    this.isFull = true;
    this.stream.once('drain', () => {
      this.isFull = false;
      this.soon();
    });
  }
}
