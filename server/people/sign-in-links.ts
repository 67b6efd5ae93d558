import { Injectable } from '@nestjs/common';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { newToken, tokenHash } from '../doors/token.ts';
import { isDuplicate } from '../storage/connection.ts';
import { newId } from '../storage/ids.ts';
import type { LinkDoc } from './link.schema.ts';
import type { PersonDoc } from './person.schema.ts';

const LASTS_MS = 30 * 60_000;
const FIRST = 'administrator';

/** One-time links that sign in an administrator, asked for where the admin key is. */
@Injectable()
export class SignInLinks {
  constructor(private readonly world: World) {}

  /** For the administrator who is there longest; the first use makes one. */
  async make(): Promise<{ link: string; expiresAt: Date }> {
    const { db, clock, config } = this.world;
    const person = (await this.oldest()) ?? (await this.first());
    const token = newToken();
    const createdAt = clock.now();
    const expiresAt = new Date(createdAt.getTime() + LASTS_MS);
    const doc: LinkDoc = { _id: newId(), hash: tokenHash(token), kind: 'sign-in', person, invitation: null, createdAt, expiresAt };
    await db.links.create(doc);
    return { link: `${config.publicUrl}/sign-in#link=${token}`, expiresAt };
  }

  /** Uses it up: of several at once one gets in. */
  async take(token: string): Promise<PersonDoc> {
    const { db, clock } = this.world;
    const link = await db.links
      .findOneAndDelete({ hash: tokenHash(token), kind: 'sign-in', expiresAt: { $gt: clock.now() } })
      .lean<LinkDoc | null>();
    const person = link && (await db.people.findOne({ _id: link.person ?? '', disabledAt: null }).lean<PersonDoc | null>());
    if (!person) throw new Refusal(401, 'link-used-up', 'This link was used already or is over: `npm run sign-in` makes another.');
    return person;
  }

  private async oldest(): Promise<string | null> {
    const { people } = this.world.db;
    const person = await people.findOne({ role: 'admin', disabledAt: null }, { _id: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
    return person?._id ?? null;
  }

  /** Its id is fixed, so that two at once make one. */
  private async first(): Promise<string> {
    const doc: PersonDoc = {
      _id: FIRST,
      name: 'Administrator',
      email: null,
      role: 'admin',
      passwordHash: null,
      disabledAt: null,
      reliedOn: 0,
      createdAt: this.world.clock.now(),
      lastSeenAt: null,
    };
    try {
      await this.world.db.people.create(doc);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Made at this very moment by another, or somebody else bears the name.
      if (!(await this.world.db.people.exists({ _id: FIRST }))) await this.world.db.people.create({ ...doc, name: 'First administrator' });
    }
    return FIRST;
  }
}
