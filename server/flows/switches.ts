import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { World } from '../app/world.ts';
import { newId } from '../storage/ids.ts';
import { hintKey } from '../waiting/recheck.ts';
import { tryHint } from '../waiting/try-hint.ts';
import { Flows } from './flows.ts';
import type { ShownFlow } from './shown.ts';

/** Two switches; without either, both are meant. */
export const Switches = z.strictObject({ nobodyNew: z.boolean().optional(), sendNothing: z.boolean().optional() });
type Switches = z.output<typeof Switches>;

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

  async resume(id: string, given: Switches): Promise<ShownFlow> {
    const which = chosen(given);
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

  private wake(id: string): void {
    const { db, workflows, log } = this.world;
    const walk = tryHint(log, () => hintKey(db, workflows, `flow:${id}`, newId())).finally(() => this.walks.delete(walk));
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
