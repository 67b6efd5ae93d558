import { Injectable } from '@nestjs/common';
import { Key } from '@loopwright/workflows/contract';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { conflict, invalid } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { isDuplicate } from '../storage/connection.ts';
import { inTransaction } from '../storage/transaction.ts';
import { CallAddress } from './call-address.ts';
import type { ConnectionDoc } from './connection.schema.ts';

function canSign(secret: string): boolean {
  try {
    return new Webhook(secret).sign('id', new Date(0), '').length > 0;
  } catch {
    return false;
  }
}

/** A signing secret as Standard Webhooks has it: whsec_ and 24 to 64 random bytes in base64. */
export const Secret = z
  .string()
  .max(200)
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'write whsec_ and 24 to 64 random bytes in base64')
  .refine(canSign, 'this secret cannot sign');

export const ConnectionInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  url: CallAddress,
  secret: Secret.optional(),
  messages: z.boolean().default(false),
});

const shown = ({ _id: key, name, url, messages, createdAt }: Omit<ConnectionDoc, 'secret'>) => ({ key, name, url, messages, createdAt });
export type ShownConnection = ReturnType<typeof shown>;

@Injectable()
export class Connections {
  constructor(private readonly world: World) {}

  async list(): Promise<ShownConnection[]> {
    const docs = await this.world.db.connections
      .find({}, { secret: 0 })
      .sort({ createdAt: -1, _id: -1 })
      .lean<Omit<ConnectionDoc, 'secret'>[]>();
    return docs.map(shown);
  }

  /** One connection at most carries messages: naming another takes it from the one before. */
  async put(key: string, { name, url, secret, messages }: z.output<typeof ConnectionInput>): Promise<ShownConnection> {
    checkKey(key);
    const { connection, db, clock } = this.world;
    const before = await db.connections.findById(key).lean<ConnectionDoc | null>();
    const signing = secret ?? before?.secret;
    if (!signing) throw invalid([{ path: 'secret', message: 'give the secret that signs what is sent there' }]);
    const doc: ConnectionDoc = { _id: key, name, url, secret: signing, messages, createdAt: before?.createdAt ?? clock.now() };
    try {
      await inTransaction(connection, async (session) => {
        if (messages) await db.connections.updateMany({ _id: { $ne: key }, messages: true }, { $set: { messages: false } }, { session });
        await db.connections.replaceOne({ _id: key }, doc, { upsert: true, session });
      });
    } catch (error) {
      if (isDuplicate(error)) throw conflict('name-taken', 'There is another connection of this name.');
      throw error;
    }
    return shown(doc);
  }
}

export function checkKey(key: string): void {
  const read = Key.safeParse(key);
  if (!read.success) throw invalid([{ path: 'key', message: read.error.issues[0]?.message ?? 'this is no key' }]);
}
