import { setImmediate as turn } from 'node:timers/promises';
import type { Book } from '@loopwright/workflows/backtest';
import { withoutValues } from '../app/log.ts';
import type { World } from '../app/world.ts';
import { native } from '../storage/native.ts';
import type { BacktestDoc, BacktestState } from './backtest.schema.ts';
import type { Sides } from './figure-shapes.ts';

const BEAT_MS = 400;

class Cancelled extends Error {}

/** A replay while it runs: lets others have their turn, says how far it is, and hears whether somebody cancelled it. */
export class BacktestRun {
  private beaten = 0;
  private stopping = false;

  constructor(
    private readonly world: Pick<World, 'db' | 'clock' | 'log'>,
    private readonly id: string,
  ) {}

  /** The server is going down. */
  stop(): void {
    this.stopping = true;
  }

  async after([book]: readonly Book[]): Promise<void> {
    await turn();
    if (this.stopping) throw new Cancelled();
    if (!book || performance.now() - this.beaten < BEAT_MS) return;
    this.beaten = performance.now();
    const { feedback, people } = book;
    const doc = await native<BacktestDoc>(this.world.db.backtests).findOneAndUpdate(
      { _id: this.id },
      { $set: { feedback, people, beatAt: this.world.clock.now() } },
      { returnDocument: 'after' },
    );
    if (!doc || doc.cancelAsked) throw new Cancelled();
  }

  async end(
    state: Exclude<BacktestState, 'running'>,
    { feedback, people }: { feedback: number; people: number },
    result: Sides | null,
  ): Promise<void> {
    const now = this.world.clock.now();
    const ended = { state, result, feedback, people, beatAt: now, endedAt: now };
    await native<BacktestDoc>(this.world.db.backtests).updateOne({ _id: this.id }, { $set: ended });
  }

  /** It was cancelled, or could not go on. */
  async broke(error: unknown): Promise<void> {
    const now = this.world.clock.now();
    const cancelled = error instanceof Cancelled && !this.stopping;
    if (!(error instanceof Cancelled)) this.world.log.error({ backtest: this.id, error: withoutValues(error) });
    const failure = cancelled ? null : this.stopping ? 'The server was stopped.' : 'It came upon a fault on our side, which is in the log.';
    const state = cancelled ? ('cancelled' as const) : ('interrupted' as const);
    await native<BacktestDoc>(this.world.db.backtests)
      .updateOne({ _id: this.id }, { $set: { state, failure, beatAt: now, endedAt: now } })
      .catch((why: unknown) => this.world.log.warn({ backtest: this.id, end: withoutValues(why) }));
  }
}
