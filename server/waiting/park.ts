import { deadlineOf, nextWeekday } from '@loopwright/workflows/ports';
import type { ParkCall, ParkResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FaultPoint } from '../faults.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { openLoop } from '../loops/standing.ts';
import { recordTrail } from '../loops/trail.ts';
import type { Models } from '../storage/models.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { Settling } from './settle.ts';
import { BUCKETS } from './wait.schema.ts';
import type { WaitDoc } from './wait.schema.ts';

/** W1: writes the wait first, and only then asks what is true; so an improvement verified meanwhile finds either the row or is found. */
export class Parking {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly settling: Settling,
    private readonly at: FaultPoint,
  ) {}

  async park(call: ParkCall): Promise<ParkResult> {
    await recordTrail(this.db, call);
    const loop = await openLoop(this.db, call);
    if (!loop) return { state: 'over' };
    const wait = await this.write(call, loop);
    await this.at('W1.parked');
    return this.settling.look(wait);
  }

  private async write(call: ParkCall, loop: LoopDoc): Promise<WaitDoc> {
    const row = await this.row(call, loop);
    try {
      // Complete as it is: casting it field by field again costs more than the write.
      await this.db.waits.collection.insertOne(row as object);
      if (row.park > 0) await this.leaveOthers(row);
      return row;
    } catch (error) {
      const existing = isDuplicate(error) ? await this.db.waits.findById(call.wait).lean<WaitDoc | null>() : null;
      if (!existing) throw error;
      return existing.state === 'done' && !existing.outcome ? this.standAgain(row) : existing;
    }
  }

  /** A walk begun again from its checkpoint may have left another wait open: it stands here now, and nowhere else. */
  private async leaveOthers({ _id, loop, generation }: WaitDoc): Promise<void> {
    await this.db.waits.updateMany(
      { loop, generation, state: 'open', _id: { $ne: _id } },
      { $set: { state: 'done', doneAt: this.clock.now() } },
    );
  }

  /** It was left for another wait and nothing came of it: the walk stands here again, with the deadline it had. */
  private async standAgain({ _id, park, checkpoint }: WaitDoc): Promise<WaitDoc> {
    const again = { state: 'open' as const, doneAt: null, park, checkpoint };
    const left = { _id, state: 'done' as const, outcome: null };
    const row = await this.db.waits.findOneAndUpdate(left, { $set: again }, { returnDocument: 'after' }).lean<WaitDoc | null>();
    const now = row ?? (await this.db.waits.findById(_id).lean<WaitDoc | null>());
    if (!now) throw new Error('wait-missing');
    if (row && row.park > 0) await this.leaveOthers(row);
    return now;
  }

  private async row(call: ParkCall, loop: LoopDoc): Promise<WaitDoc> {
    const themes = call.for.what === 'improvement' ? (call.for.themes === 'same' ? loop.themes : call.for.themes) : [];
    return {
      _id: call.wait,
      loop: call.loop,
      generation: call.generation,
      step: call.step,
      park: call.checkpoint.parks,
      customer: loop.customer,
      flow: loop.flow,
      what: call.for.what,
      keys: keysOf(call.for, themes, loop.flow),
      themes,
      sameThemes: call.for.what === 'improvement' && call.for.themes === 'same',
      about: 'about' in call.for ? call.for.about : null,
      bucket: bucketOf(call.loop),
      deadline: await this.deadline(call, loop),
      checkpoint: call.checkpoint,
      offered: {},
      lastOffer: null,
      heldFor: null,
      state: 'open',
      outcome: null,
      since: this.clock.now(),
      doneAt: null,
    };
  }

  private async deadline(call: ParkCall, loop: LoopDoc): Promise<Date | null> {
    const wanted = call.for;
    const seed = `${loop.feedback}#${call.step}#${String(call.visit)}`;
    const now = this.clock.now().getTime();
    if (wanted.what === 'resume') return null;
    if (wanted.what === 'again') return wanted.until === null ? null : new Date(wanted.until);
    if (wanted.what === 'time') {
      if ('forMs' in wanted.rule) return new Date(deadlineOf({ from: now, limitMs: wanted.rule.forMs, seed }));
      const limitMs = nextWeekday(wanted.rule, now, await this.zone(loop)) - now;
      return new Date(deadlineOf({ from: now, limitMs, seed }));
    }
    if (wanted.what !== 'improvement') return new Date(deadlineOf({ from: now, limitMs: wanted.atMostMs, seed }));
    if (wanted.deadline !== undefined) return wanted.deadline === null ? null : new Date(wanted.deadline);
    if (wanted.atMostMs === null) return null;
    const from = wanted.countedFrom === 'here' ? now : await this.spokeAt(loop);
    return new Date(deadlineOf({ from, limitMs: wanted.atMostMs, seed }));
  }

  private async spokeAt(loop: LoopDoc): Promise<number> {
    const feedback = await this.db.feedback.findById(loop.feedback, { occurredAt: 1 }).lean<Pick<FeedbackDoc, 'occurredAt'>>();
    return (feedback?.occurredAt ?? loop.spokeAt).getTime();
  }

  private async zone(loop: LoopDoc): Promise<string> {
    const customer = await this.db.customers.findById(loop.customer, { timeZone: 1 }).lean<Pick<CustomerDoc, 'timeZone'>>();
    return customer?.timeZone ?? (await zoneOf(this.db));
  }
}

function keysOf(wanted: ParkCall['for'], themes: string[], flow: string): string[] {
  if (wanted.what === 'improvement') return themes.map((theme) => `theme:${theme}`);
  if (wanted.what === 'again' && wanted.message) return [`message:${wanted.message}`];
  if ('about' in wanted) return [`${wanted.what}:${wanted.about}`];
  return wanted.what === 'resume' ? [`flow:${flow}`] : [];
}

/** The last hex digits of a loop's id count up, so this spreads evenly. */
const bucketOf = (loop: string): number => Number.parseInt(loop.slice(-4), 16) % BUCKETS;
