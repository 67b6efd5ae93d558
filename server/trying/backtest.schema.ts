import { Schema } from 'mongoose';
import type { Counted } from '@loopwright/workflows/backtest';
import { Json, options } from '../storage/schema-options.ts';
import type { Sides } from './figure-shapes.ts';

export type BacktestState = 'running' | 'done' | 'cancelled' | 'interrupted';

/** One replay of a flow on past feedback, while it runs and after. */
export interface BacktestDoc {
  _id: string;
  flow: string;
  /** The draft's revision; null where it was tried as it was being changed. */
  revision: number | null;
  live: number | null;
  /** Played on the people of the demo, since nobody real had spoken. */
  invented: boolean;
  from: Date;
  to: Date;
  by: { id: string; name: string };
  state: BacktestState;
  failure: string | null;
  feedback: number;
  people: number;
  /** Feedback in all. */
  total: number;
  result: Sides | null;
  cancelAsked: boolean;
  startedAt: Date;
  /** When it last said that it is alive. */
  beatAt: Date;
  endedAt: Date | null;
}

const number = { type: Number, default: 0 };

export const backtestSchema = new Schema<BacktestDoc>(
  {
    _id: String,
    flow: { type: String, required: true },
    revision: { type: Number, default: null },
    live: { type: Number, default: null },
    invented: { type: Boolean, default: false },
    from: { type: Date, required: true },
    to: { type: Date, required: true },
    by: { type: Json, required: true },
    state: { type: String, required: true },
    failure: { type: String, default: null },
    feedback: number,
    people: number,
    total: number,
    result: { type: Json, default: null },
    cancelAsked: { type: Boolean, default: false },
    startedAt: { type: Date, required: true },
    beatAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  options,
).index({ flow: 1, startedAt: -1, _id: -1 });

/** The first people behind one number. `_id` is `<backtest>/<side>/<key>`. */
export interface BacktestPeopleDoc {
  _id: string;
  backtest: string;
  people: Counted[];
}

export const backtestPeopleSchema = new Schema<BacktestPeopleDoc>(
  { _id: String, backtest: { type: String, required: true }, people: { type: Json, required: true } },
  options,
).index({ backtest: 1 });
