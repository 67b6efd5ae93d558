import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { z } from 'zod';
import { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import { hintKey, hintWaits } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { Flows } from './flows.ts';
import type { ShownFlow } from './shown.ts';

/** Two switches; without either, both are meant. */
export const Switches = z.strictObject({ nobodyNew: z.boolean().optional(), sendNothing: z.boolean().optional() });
type Switches = z.output<typeof Switches>;

/** What becomes of waits whose limit passed while nothing was sent: they run out, or have so many days more from now. */
export const Resume = Switches.extend({
  passed: z.union([z.literal('run-out'), z.strictObject({ moreDays: z.int().min(1).max(1826) })]).default('run-out'),
});
type Resume = z.output<typeof Resume>;

export interface Paused {
  nobodyNew: boolean;
  sendNothing: boolean;
  /** Whose limit passed while nothing was sent: resuming decides. */
  passed: { people: number; loops: number };
}

const DAY_MS = 86_400_000;
/** Keeps those given more days from all waking in one moment. */
const APART_MS = 30_000;

@Injectable()
export class FlowSwitches implements OnModuleDestroy {
  /** Loops that stood are woken one after another, so that resuming many does not starve the rest. */
  private readonly walks = new Set<Promise<void>>();

  constructor(
    private readonly world: World,
    private readonly flows: Flows,
  ) {}

  /** A fact, read before each act and in the send gate. */
  async pause(id: string, given: Switches): Promise<ShownFlow> {
    return this.set(id, chosen(given), true);
  }

  async paused(id: string): Promise<Paused> {
    const { pausedEntry, pausedSending } = await this.flows.find(id);
    const rows = pausedSending ? await this.world.db.waits.find(this.passed(id), { customer: 1 }).lean<Pick<WaitDoc, 'customer'>[]>() : [];
    const people = new Set(rows.map(({ customer }) => customer)).size;
    return { nobodyNew: pausedEntry, sendNothing: pausedSending, passed: { people, loops: rows.length } };
  }

  /** New limits are written while nothing may run out yet; cut off in between, resuming again goes on. */
  async resume(id: string, given: Resume): Promise<ShownFlow> {
    const which = chosen(given);
    await this.flows.find(id);
    if (which.sendNothing && given.passed !== 'run-out') await this.give(id, given.passed.moreDays);
    const shown = await this.set(id, which, false);
    if (which.sendNothing) this.wake(id);
    return shown;
  }

  /** Resolves when every walk begun here has come to its end. */
  async idle(): Promise<void> {
    while (this.walks.size > 0) await Promise.all(this.walks);
  }

  onModuleDestroy(): Promise<void> {
    return this.idle();
  }

  private passed(flow: string): QueryFilter<WaitDoc> {
    return { flow, state: 'open', deadline: { $lte: this.world.clock.now() }, what: { $nin: ['again', 'resume'] } };
  }

  private async give(flow: string, days: number): Promise<void> {
    const { db, clock } = this.world;
    if (!(await this.flows.find(flow)).pausedSending) return;
    const from = new Date(clock.now().getTime() + days * DAY_MS);
    const later = { $add: [from, { $multiply: ['$bucket', APART_MS] }] };
    await db.waits.updateMany(this.passed(flow), [{ $set: { deadline: later } }], { updatePipeline: true });
  }

  private wake(id: string): void {
    const { db, workflows, log } = this.world;
    const due = this.passed(id);
    const walk = tryHint(log, async () => {
      await hintKey(db, workflows, `flow:${id}`, newId());
      await hintWaits(db, workflows, due, newId());
    }).finally(() => this.walks.delete(walk));
    this.walks.add(walk);
  }

  private async set(id: string, { nobodyNew, sendNothing }: Required<Switches>, to: boolean): Promise<ShownFlow> {
    await this.flows.find(id);
    const set = { ...(nobodyNew ? { pausedEntry: to } : {}), ...(sendNothing ? { pausedSending: to } : {}) };
    if (nobodyNew || sendNothing) await this.world.db.flows.updateOne({ _id: id }, { $set: set });
    return this.flows.read(id);
  }
}

const chosen = ({ nobodyNew, sendNothing }: Switches): Required<Switches> =>
  nobodyNew === undefined && sendNothing === undefined
    ? { nobodyNew: true, sendNothing: true }
    : { nobodyNew: nobodyNew ?? false, sendNothing: sendNothing ?? false };
