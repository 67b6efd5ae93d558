import { http, segment } from '../api/http.ts';
import { wordsOf } from '../api/refused.ts';
import { instantsOf, lastSixMonths } from './days.ts';
import type { Backtest } from './shapes.ts';

const LOOK_EVERY_MS = 700;
const USUAL = lastSixMonths();

/** A flow on past feedback: begun, followed while it runs, and what came of it. */
export class Backtesting {
  from = $state(USUAL.from);
  to = $state(USUAL.to);
  one = $state.raw<Backtest | null>(null);
  refused = $state('');
  busy = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly flowId: () => string,
    private readonly draft: () => unknown,
  ) {}

  /** The latest that is kept; one that runs is followed. */
  async latest(): Promise<void> {
    const { items } = await http.get<{ items: Backtest[] }>(`${this.path}s`, { limit: 1 });
    if (!this.one && items[0]) this.show(items[0]);
  }

  async begin(): Promise<void> {
    const draft = this.draft();
    const days = instantsOf(this.from, this.to);
    await this.doing(async () => this.show(await http.post<Backtest>(this.path, { ...days, ...(draft ? { draft } : {}) })));
  }

  async cancel(): Promise<void> {
    const { one } = this;
    if (!one) return;
    await this.doing(async () => {
      await http.delete(`${this.path}s/${segment(one.id)}`);
      await this.follow(one.id);
    });
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private show(one: Backtest): void {
    this.one = one;
    if (one.state === 'running') this.timer = setTimeout(() => void this.follow(one.id), LOOK_EVERY_MS);
  }

  private async follow(id: string): Promise<void> {
    this.stop();
    try {
      this.show(await http.get<Backtest>(`${this.path}s/${segment(id)}`));
    } catch (error) {
      this.refused = wordsOf(error);
    }
  }

  private async doing(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.refused = '';
    try {
      await act();
    } catch (error) {
      this.refused = wordsOf(error);
    } finally {
      this.busy = false;
    }
  }

  private get path(): string {
    return `/api/flows/${segment(this.flowId())}/backtest`;
  }
}
