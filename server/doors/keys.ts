import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { isDuplicate } from '../storage/connection.ts';
import { newId } from '../storage/ids.ts';
import type { Caller } from './door.ts';
import type { KeyDoc } from './key.schema.ts';
import type { Role } from './roles.ts';
import { newToken, tokenHash } from './token.ts';

export interface ShownKey {
  id: string;
  name: string;
  role: Role;
  demo: boolean;
  createdBy: string;
  createdAt: Date;
}

const shown = ({ _id, name, role, demo, createdBy, createdAt }: KeyDoc): ShownKey => ({ id: _id, name, role, demo, createdBy, createdAt });
const ADMIN: Caller = { id: 'admin-key', name: 'admin', role: 'admin', demo: false, via: 'key' };

@Injectable()
export class Keys {
  constructor(private readonly world: World) {}

  /** Whose token this is, or null. The admin key of the environment is compared in constant time. */
  async callerOf(token: string): Promise<Caller | null> {
    const hash = tokenHash(token);
    if (timingSafeEqual(Buffer.from(hash), Buffer.from(tokenHash(this.world.config.adminKey)))) return ADMIN;
    const key = await this.world.db.keys.findOne({ hash }).lean<KeyDoc | null>();
    return key && { id: key._id, name: key.name, role: key.role, demo: key.demo, via: 'key' };
  }

  /** Makes a key; the token in the answer is never shown again. */
  async make({ name, role, demo }: Pick<KeyDoc, 'name' | 'role' | 'demo'>, by: Pick<Caller, 'name'>): Promise<ShownKey & { key: string }> {
    const token = `lw_${newToken()}`;
    const createdAt = this.world.clock.now();
    const doc: KeyDoc = { _id: newId(), hash: tokenHash(token), name, role, demo, createdBy: by.name, createdAt };
    try {
      await this.world.db.keys.create(doc);
    } catch (error) {
      if (isDuplicate(error)) throw conflict('name-taken', 'There is a key of this name; delete it or choose another name.');
      throw error;
    }
    return { ...shown(doc), key: token };
  }

  list(query: PageQuery): Promise<PageOf<ShownKey>> {
    return pageOf(this.world.db.keys, {}, 'createdAt', query, shown);
  }

  /** From here on the key opens nothing. */
  async remove(id: string): Promise<void> {
    if ((await this.world.db.keys.deleteOne({ _id: id })).deletedCount === 0) throw notFound('a key');
  }
}
