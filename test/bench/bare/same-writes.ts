import type { Collection, Connection } from 'mongoose';
import { connect } from '../../../server/storage/connection.ts';
import { modelsOf, prepareStorage } from '../../../server/storage/models.ts';

interface Row {
  _id: string;
  [field: string]: unknown;
}

/** Rows of which each loop has its own, under the loop's id. */
const OWN = ['loops', 'customers', 'feedback'] as const;
/** What all loops read. */
const SHARED = ['flows', 'versions', 'improvements', 'themes', 'house-rules'] as const;
const MADE = ['waits', 'messages', 'trail', 'tells'] as const;
const ALL = [...OWN, ...SHARED, ...MADE];

/**
 * The reads and writes that the product makes for a loop, in their number, kind and order, on copies of its rows in collections with its
 * indexes. The bench counts both and prints them beside each other.
 */
export class SameWrites {
  private readonly connection: Connection;
  private readonly samples: Map<string, Row>;

  private constructor(connection: Connection, samples: Map<string, Row>) {
    this.connection = connection;
    this.samples = samples;
  }

  /** Copies of the rows of one loop that was told are what is written. */
  static async after(uri: string): Promise<SameWrites> {
    const [product, own] = await Promise.all([connect(uri), connect(uri, 'same-writes')]);
    const samples = new Map<string, Row>();
    for (const name of ALL) samples.set(name, (await product.collection<Row>(name).findOne({})) ?? { _id: 'none' });
    await product.close();
    await prepareStorage(modelsOf(own));
    const writes = new SameWrites(own, samples);
    for (const name of SHARED) await writes.of(name).replaceOne({ _id: name }, writes.row(name, name), { upsert: true });
    return writes;
  }

  /** The rows that are there before a loop starts. */
  async prepare(loops: readonly string[]): Promise<void> {
    for (const name of OWN) await this.of(name).insertMany(loops.map((loop) => this.row(name, loop)));
  }

  /** Loops are started some hundred at a time. */
  async beforeStarts(loops: readonly string[]): Promise<void> {
    await this.find('loops', { _id: { $in: [...loops] } });
    await this.read('flows');
    await this.of('waits').distinct('loop', { loop: { $in: [...loops] } });
  }

  async afterStarts(loops: readonly string[]): Promise<void> {
    await this.of('loops').updateMany({ _id: { $in: [...loops] } }, { $set: { started: true } });
  }

  /** The wait, and the look at what is already true. */
  async park(loop: string): Promise<void> {
    await this.read('loops', loop);
    await this.of('waits').insertOne({ ...this.row('waits', loop), state: 'open', outcome: null, doneAt: null });
    await this.read('loops', loop);
    await this.find('improvements', { themes: 'none' });
  }

  /** A page of a release, before and after its signals. */
  async beforePage(loops: readonly string[]): Promise<void> {
    await this.of('waits').countDocuments({ lastOffer: 'none', state: 'open' });
    await this.read('improvements');
    await this.of('waits')
      .find({ _id: { $in: [...loops] } })
      .toArray();
    await this.facts(loops);
  }

  async afterPage(loops: readonly string[]): Promise<void> {
    await this.of('waits').updateMany({ _id: { $in: [...loops] } }, { $set: { lastOffer: 'none', offered: { none: 1 } } });
    await this.of('waits').countDocuments({ lastOffer: 'none', state: 'open' });
  }

  async tell(loop: string): Promise<void> {
    await this.settle(loop);
    await this.prepareMessage(loop);
    await this.gate(loop);
    await this.hand(loop);
    await this.finish(loop);
  }

  private async settle(loop: string): Promise<void> {
    await this.read('waits', loop);
    await this.read('loops', loop);
    await this.read('improvements');
    await Promise.all([this.read('customers', loop), this.read('feedback', loop)]);
    const done = { state: 'done', outcome: this.samples.get('waits')?.['outcome'] };
    await this.of('waits').findOneAndUpdate({ _id: loop, state: 'open' }, { $set: done });
  }

  private async prepareMessage(loop: string): Promise<void> {
    await this.trail(loop, 0);
    for (const name of ['loops', 'flows', 'messages', 'loops', 'house-rules', 'improvements'] as const) await this.read(name, loop);
    await this.of('messages').insertOne({ ...this.row('messages', loop), state: 'scheduled', content: null });
    await this.of('messages').findOneAndUpdate({ _id: loop, state: 'scheduled' }, { $set: { state: 'sending', attempts: 1 } });
  }

  private async gate(loop: string): Promise<void> {
    await Promise.all((['customers', 'loops', 'improvements', 'house-rules'] as const).map((name) => this.read(name, loop)));
    for (const name of ['feedback', 'suppressions', 'flows', 'waits', 'compared'] as const) await this.read(name, loop);
    await this.of('tells').findOneAndUpdate({ _id: loop }, { $setOnInsert: this.withoutId('tells', loop) }, { upsert: true });
    await this.read('customers', loop);
    await Promise.all([this.read('themes'), this.find('messages', { customer: loop })]);
  }

  private async hand(loop: string): Promise<void> {
    await this.change('messages', loop, { handedAt: new Date(), content: this.samples.get('messages')?.['content'] });
    await this.change('messages', loop, { state: 'sent', sentAt: new Date() });
    await this.read('messages', loop);
  }

  private async finish(loop: string): Promise<void> {
    await this.trail(loop, 1);
    await this.find('messages', { loop, generation: 1 });
    await this.change('loops', loop, { status: 'closed', closedAt: new Date() });
    await this.of('entries').deleteMany({ loop });
    await this.of('waits').updateMany({ loop, generation: 1, state: 'open' }, { $set: { state: 'done' } });
  }

  private of(name: string): Collection<Row> {
    return this.connection.collection<Row>(name);
  }

  /** A row by its id: the loop's own, or the one that all share. */
  private async read(name: string, loop = name): Promise<void> {
    await this.of(name).findOne({ _id: (SHARED as readonly string[]).includes(name) ? name : loop });
  }

  private async find(name: string, filter: Record<string, unknown>): Promise<void> {
    await this.of(name).find(filter).toArray();
  }

  private async facts(loops: readonly string[]): Promise<void> {
    const these = { _id: { $in: [...loops] } };
    await this.of('loops').find(these).toArray();
    await Promise.all([this.of('customers').find(these).toArray(), this.of('feedback').find(these).toArray()]);
  }

  private async change(name: string, loop: string, set: Record<string, unknown>): Promise<void> {
    await this.of(name).updateOne({ _id: loop }, { $set: set });
  }

  private async trail(loop: string, sequence: number): Promise<void> {
    const _id = `${loop}#1#${String(sequence)}`;
    const row = { ...this.withoutId('trail', loop), sequence };
    await this.of('trail').bulkWrite([{ updateOne: { filter: { _id }, update: { $setOnInsert: row }, upsert: true } }], { ordered: false });
  }

  private withoutId(name: string, loop: string): Record<string, unknown> {
    const { _id, ...rest } = this.row(name, loop);
    return rest;
  }

  /** A row like the product's, its keys made the loop's own. */
  private row(name: string, loop: string): Row {
    const sample = this.samples.get(name) ?? { _id: loop };
    const own = { loop, customer: loop, feedback: loop, externalId: loop, message: loop };
    const keys = Object.fromEntries(Object.entries(own).filter(([key]) => key in sample));
    return { ...sample, ...keys, _id: loop };
  }
}
