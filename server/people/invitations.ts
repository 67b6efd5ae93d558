import { Injectable } from '@nestjs/common';
import { conflict, notFound, Refusal } from '../app/refusal.ts';
import { pageOf } from '../app/page.ts';
import type { PageOf, PageQuery } from '../app/page.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { newToken, tokenHash } from '../doors/token.ts';
import { newId } from '../storage/ids.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { InvitationDoc } from './link.schema.ts';
import { mustNotBeTheirs } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import type { PersonDoc, PersonRole } from './person.schema.ts';
import { unlessTaken } from './taken.ts';

const LASTS_MS = 7 * 86_400_000;

export interface ShownInvitation {
  id: string;
  email: string;
  name: string | null;
  role: PersonRole;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
}

/** What somebody invited sees before they accept. */
export type Invited = Pick<ShownInvitation, 'email' | 'name' | 'role' | 'invitedBy'>;

const invited = ({ invitation: { email, name, role, invitedBy } }: InvitationDoc): Invited => ({ email, name, role, invitedBy });
const shown = (doc: InvitationDoc): ShownInvitation => ({
  id: doc._id,
  ...invited(doc),
  createdAt: doc.createdAt,
  expiresAt: doc.expiresAt,
});

/** Links by which new people come in; whoever invites hands them over. */
@Injectable()
export class Invitations {
  constructor(private readonly world: World) {}

  /** The link is in this answer only. Inviting the same address again takes the earlier link away. */
  async make(
    { email, name, role }: { email: string; name?: string | undefined; role: PersonRole },
    by: Caller,
  ): Promise<ShownInvitation & { link: string }> {
    const { connection, db, clock, config } = this.world;
    if (await db.people.exists({ email }))
      throw conflict('email-taken', 'There is a person with this address already: change their role instead.');
    const token = newToken();
    const createdAt = clock.now();
    const doc: InvitationDoc = {
      _id: newId(),
      hash: tokenHash(token),
      kind: 'invitation',
      person: null,
      invitation: { email, name: name ?? null, role, invitedBy: by.name },
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LASTS_MS),
    };
    await inTransaction(
      connection,
      async (session) => {
        await db.links.deleteMany({ kind: 'invitation', 'invitation.email': email }, { session });
        await db.links.create([doc], { session });
      },
      'again',
    );
    return { ...shown(doc), link: `${config.publicUrl}/sign-in#invitation=${token}` };
  }

  list(query: PageQuery): Promise<PageOf<ShownInvitation>> {
    return pageOf(this.world.db.links, this.open(), 'createdAt', query, shown);
  }

  /** From here on its link lets nobody in. */
  async remove(id: string): Promise<void> {
    if ((await this.world.db.links.deleteOne({ ...this.open(), _id: id })).deletedCount === 0) throw notFound('an invitation');
  }

  async look(token: string): Promise<Invited> {
    return invited(await this.find(token));
  }

  /** The invitation is used up and the person made, or neither. */
  async accept({ token, name, password }: { token: string; name: string; password: string }): Promise<PersonDoc> {
    const { connection, db, clock } = this.world;
    const { invitation } = await this.find(token);
    mustNotBeTheirs(password, 'password', [name, invitation.email]);
    const person: PersonDoc = {
      _id: newId(),
      name,
      email: invitation.email,
      role: invitation.role,
      passwordHash: await hashPassword(password),
      disabledAt: null,
      reliedOn: 0,
      createdAt: clock.now(),
      lastSeenAt: null,
    };
    await unlessTaken(() =>
      inTransaction(connection, async (session) => {
        const { deletedCount } = await db.links.deleteOne({ ...this.open(), hash: tokenHash(token) }, { session });
        if (deletedCount === 0) throw usedUp();
        await db.people.create([person], { session });
      }),
    );
    return person;
  }

  private async find(token: string): Promise<InvitationDoc> {
    const doc = await this.world.db.links.findOne({ ...this.open(), hash: tokenHash(token) }).lean<InvitationDoc | null>();
    if (!doc) throw usedUp();
    return doc;
  }

  private open(): { kind: 'invitation'; expiresAt: { $gt: Date } } {
    return { kind: 'invitation', expiresAt: { $gt: this.world.clock.now() } };
  }
}

const usedUp = (): Refusal =>
  new Refusal(401, 'link-used-up', 'This invitation was used already or is over: ask an administrator for another.');
