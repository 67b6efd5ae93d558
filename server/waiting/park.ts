import type { ParkCall, ParkResult } from '@loopwright/workflows/ports';
import type { Clock } from '../clock.ts';
import type { FaultPoint } from '../faults.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import { openLoop } from '../loops/standing.ts';
import { recordTrail } from '../loops/trail.ts';
import type { Models } from '../storage/models.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { Deadlines } from './deadlines.ts';
import type { Moving } from './moving.ts';
import type { Settling } from './settle.ts';
import { BUCKETS } from './wait.schema.ts';
import type { WaitDoc } from './wait.schema.ts';

/** W1: writes the wait first, and only then asks what is true; so an improvement verified meanwhile finds either the row or is found. */
export class Parking {
  constructor(
    private readonly db: Models,
    private readonly clock: Clock,
    private readonly settling: Settling,
    private readonly deadlines: Deadlines,
    private readonly moving: Moving,
    private readonly at: FaultPoint,
  ) {}

  async park(call: ParkCall): Promise<ParkResult> {
    const loop = await openLoop(this.db, call);
    await recordTrail(this.db, call, loop);
    if (!loop) return { state: 'over' };
    if (loop.plan !== call.plan) return this.elsewhere(loop);
    const wait = await this.write(call, loop);
    await this.at('W1.parked');
    if (loop.arriving) await this.db.loops.updateOne({ _id: loop._id, plan: call.plan }, { $unset: { arriving: 1 } });
    if (loop.wanted === undefined || (await this.moving.move(loop, wait)) === 'later') return this.settling.look(wait);
    return this.settling.settle({ ...call, trail: [] });
  }

  /** It was moved since this walk came here: the walk goes on from where the loop stands now. */
  private async elsewhere({ _id, generation, plan }: LoopDoc): Promise<ParkResult> {
    const latest = await this.db.waits.findOne({ loop: _id, generation }).sort({ park: -1 }).lean<WaitDoc | null>();
    return latest ? { state: 'moved', plan, at: latest.checkpoint } : { state: 'over' };
  }

  private async write(call: ParkCall, loop: LoopDoc): Promise<WaitDoc> {
    const row = await this.row(call, loop, this.clock.now());
    try {
      // Complete as it is: casting it field by field again costs more than the write.
      await this.db.waits.collection.insertOne(row as object);
      if (row.park > 0) await this.leaveOthers(row);
      return row;
    } catch (error) {
      const existing = isDuplicate(error) ? await this.db.waits.findById(call.wait).lean<WaitDoc | null>() : null;
      if (!existing) throw error;
      if (existing.plan === null) return this.anew(call, existing);
      return existing.state === 'done' && !existing.outcome ? this.standAgain(call, row, loop, existing) : existing;
    }
  }

  /** Stands where it stood before its loop was moved: by the settings of the new version, counted from when it came. */
  private async anew(call: ParkCall, existing: WaitDoc): Promise<WaitDoc> {
    const { _id, since } = existing;
    const loop = await openLoop(this.db, call);
    if (loop?.plan !== call.plan) return existing;
    const { what, keys, themes, sameThemes, about, deadline, checkpoint, plan } = await this.row(call, loop, since);
    const set = { what, keys, themes, sameThemes, about, deadline, checkpoint, plan, heldFor: null };
    const asMoved = { _id, state: 'open' as const, plan: null, 'checkpoint.sequence': existing.checkpoint.sequence };
    await this.db.waits.updateOne(asMoved, { $set: set });
    const stored = await this.db.waits.findById(_id).lean<WaitDoc | null>();
    if (!stored) throw new Error('wait-missing');
    return stored;
  }

  /** A walk begun again from its checkpoint may have left another wait open: it stands here now, and nowhere else. */
  private async leaveOthers({ _id, loop, generation }: WaitDoc): Promise<void> {
    await this.db.waits.updateMany(
      { loop, generation, state: 'open', _id: { $ne: _id } },
      { $set: { state: 'done', doneAt: this.clock.now() } },
    );
  }

  /** It was left for another wait and nothing came of it: the walk stands here again, with the deadline it has in this version. */
  private async standAgain(call: ParkCall, { _id, park, checkpoint }: WaitDoc, loop: LoopDoc, existing: WaitDoc): Promise<WaitDoc> {
    const same = existing.plan === undefined || existing.plan === call.plan;
    const { plan, deadline } = same ? existing : await this.row(call, loop, existing.since);
    const anew = same ? {} : { plan, deadline };
    const again = { state: 'open' as const, doneAt: null, park, checkpoint, ...anew };
    const left = { _id, state: 'done' as const, outcome: null };
    const row = await this.db.waits.findOneAndUpdate(left, { $set: again }, { returnDocument: 'after' }).lean<WaitDoc | null>();
    const now = row ?? (await this.db.waits.findById(_id).lean<WaitDoc | null>());
    if (!now) throw new Error('wait-missing');
    if (row && row.park > 0) await this.leaveOthers(row);
    return now;
  }

  private async row(call: ParkCall, loop: LoopDoc, since: Date): Promise<WaitDoc> {
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
      wanted: call.for.what === 'score' ? call.for.wanted : null,
      bucket: bucketOf(call.loop),
      plan: call.plan,
      deadline: await this.deadlines.of(call.for, { loop, step: call.step, visit: call.visit }, since),
      checkpoint: call.checkpoint,
      offered: {},
      lastOffer: null,
      heldFor: null,
      state: 'open',
      outcome: null,
      since,
      doneAt: null,
    };
  }
}

function keysOf(wanted: ParkCall['for'], themes: string[], flow: string): string[] {
  if (wanted.what === 'improvement') return themes.map((theme) => `theme:${theme}`);
  if (wanted.what === 'again' && wanted.message) return [`message:${wanted.message}`];
  if (wanted.what === 'approval') return [`message:${wanted.about}`];
  if ('about' in wanted) return [`${wanted.what}:${wanted.about}`];
  return wanted.what === 'resume' ? [`flow:${flow}`] : [];
}

/** The last hex digits of a loop's id count up, so this spreads evenly. */
const bucketOf = (loop: string): number => Number.parseInt(loop.slice(-4), 16) % BUCKETS;
