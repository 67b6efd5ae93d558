import { createHmac } from 'node:crypto';
import type { MessageReason } from '@loopwright/workflows/contract';
import type { Models } from '../storage/models.ts';

/** Addresses never to be written to, kept as keyed hashes so that they outlive an erasure. */
export class Suppressions {
  constructor(
    private readonly db: Models,
    private readonly secret: string,
  ) {}

  private idOf(address: string): string {
    return createHmac('sha256', this.secret).update(address.trim().toLowerCase()).digest('hex');
  }

  async has(address: string): Promise<boolean> {
    return (await this.db.suppressions.exists({ _id: this.idOf(address) })) !== null;
  }

  /** Those of many addresses that are never to be written to. */
  async among(addresses: readonly string[]): Promise<Set<string>> {
    const byId = new Map(addresses.map((address) => [this.idOf(address), address]));
    const found = await this.db.suppressions.find({ _id: { $in: [...byId.keys()] } }, { _id: 1 }).lean<{ _id: string }[]>();
    return new Set(found.flatMap(({ _id }) => byId.get(_id) ?? []));
  }

  async add(address: string, reason: MessageReason, at: Date): Promise<void> {
    await this.db.suppressions.updateOne({ _id: this.idOf(address) }, { $setOnInsert: { reason, at } }, { upsert: true });
  }

  async remove(address: string): Promise<void> {
    await this.db.suppressions.deleteOne({ _id: this.idOf(address) });
  }
}
