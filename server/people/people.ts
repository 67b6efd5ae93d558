import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongoose';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { conflict, notFound } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { PersonDoc, PersonRole } from './person.schema.ts';
import { unlessTaken } from './taken.ts';

export interface ShownPerson {
  id: string;
  name: string;
  email: string | null;
  role: PersonRole;
  disabled: boolean;
  passwordSet: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
}

export interface PersonPatch {
  name?: string | undefined;
  role?: PersonRole | undefined;
  disabled?: boolean | undefined;
}

const shown = ({ _id, name, email, role, passwordHash, disabledAt, lastSeenAt, createdAt }: PersonDoc): ShownPerson => ({
  id: _id,
  name,
  email,
  role,
  disabled: disabledAt !== null,
  passwordSet: passwordHash !== null,
  lastSeenAt,
  createdAt,
});

@Injectable()
export class People {
  constructor(private readonly world: World) {}

  async find(id: string): Promise<PersonDoc> {
    const doc = await this.world.db.people.findById(id).lean<PersonDoc | null>();
    if (!doc) throw notFound('a person');
    return doc;
  }

  list(query: PageQuery): Promise<PageOf<ShownPerson>> {
    return pageOf(this.world.db.people, {}, 'createdAt', query, shown);
  }

  /** Disabling ends their sessions in the same write; somebody enabled stays an administrator. */
  async change(id: string, { name, role, disabled }: PersonPatch): Promise<ShownPerson> {
    const { connection, db, clock } = this.world;
    const doc = await unlessTaken(() =>
      inTransaction(connection, async (session) => {
        const before = await db.people.findById(id, null, { session }).lean<PersonDoc | null>();
        if (!before) throw notFound('a person');
        const after: PersonDoc = {
          ...before,
          name: name ?? before.name,
          role: role ?? before.role,
          disabledAt: disabled === undefined ? before.disabledAt : disabled ? (before.disabledAt ?? clock.now()) : null,
        };
        if (isAdministrator(before) && !isAdministrator(after)) await this.mustLeaveOne(id, session);
        await db.people.replaceOne({ _id: id }, after, { session });
        if (after.disabledAt) await db.sessions.deleteMany({ person: id }, { session });
        return after;
      }),
    );
    return shown(doc);
  }

  /** Name and address of oneself; what is left out stays. */
  async rename(id: string, { name, email }: { name?: string | undefined; email?: string | undefined }): Promise<void> {
    const set = { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
    await unlessTaken(() => this.world.db.people.updateOne({ _id: id }, { $set: set }).exec());
  }

  /** Writes to the one that is left, so that of two who lower each other at once the second begins anew and sees what the first did. */
  private async mustLeaveOne(id: string, session: ClientSession): Promise<void> {
    const left = { _id: { $ne: id }, role: 'admin' as const, disabledAt: null };
    const { matchedCount } = await this.world.db.people.updateOne(left, { $inc: { reliedOn: 1 } }, { session });
    if (matchedCount === 0)
      throw conflict('last-administrator', 'This is the last administrator who can sign in: make somebody else one first.');
  }
}

const isAdministrator = ({ role, disabledAt }: PersonDoc): boolean => role === 'admin' && disabledAt === null;
