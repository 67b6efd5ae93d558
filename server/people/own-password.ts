import { Injectable } from '@nestjs/common';
import { invalid, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { Limits } from '../doors/limits.ts';
import { mustNotBeTheirs } from './password-rules.ts';
import { hashPassword, isOutdated, isPassword } from './passwords.ts';
import { People } from './people.ts';
import type { PersonDoc } from './person.schema.ts';
import { Sessions } from './sessions.ts';

@Injectable()
export class OwnPasswords {
  constructor(
    private readonly world: World,
    private readonly people: People,
    private readonly sessions: Sessions,
    private readonly limits: Limits,
  ) {}

  /** Whose these are. An unknown address, a wrong password and a disabled person get one answer, after the same work. */
  async check(email: string, password: string): Promise<PersonDoc> {
    const { db } = this.world;
    const person = await db.people.findOne({ email, disabledAt: null }).lean<PersonDoc | null>();
    const right = await isPassword(password, person?.passwordHash ?? null);
    if (!person?.passwordHash || !right)
      throw new Refusal(401, 'wrong-password', 'Address and password do not belong together, or this person may not sign in.');
    if (isOutdated(person.passwordHash))
      await db.people.updateOne(
        { _id: person._id, passwordHash: person.passwordHash },
        { $set: { passwordHash: await hashPassword(password) } },
      );
    return person;
  }

  /** Sets a new one and ends every session of theirs: who copied the one in use is out too. */
  async change(id: string, { current, next }: { current?: string | undefined; next: string }): Promise<void> {
    const person = await this.people.find(id);
    if (person.passwordHash !== null) await this.limits.ownPassword(id, () => mustBe(current, person.passwordHash));
    mustNotBeTheirs(next, 'next', [person.name, person.email]);
    await this.world.db.people.updateOne({ _id: id }, { $set: { passwordHash: await hashPassword(next) } });
    await this.sessions.endAll(id);
  }
}

async function mustBe(current: string | undefined, hash: string | null): Promise<void> {
  if (current === undefined) throw invalid([{ path: 'current', message: 'give the password you have now' }]);
  if (!(await isPassword(current, hash))) throw new Refusal(403, 'wrong-password', 'This is not the password you have now.');
}
