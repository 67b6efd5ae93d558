import { Injectable } from '@nestjs/common';
import { World } from '../app/world.ts';
import type { Caller, SignedIn } from '../doors/door.ts';
import { newToken, tokenHash } from '../doors/token.ts';
import type { PersonDoc } from './person.schema.ts';
import type { SessionDoc } from './session.schema.ts';

const DAY_MS = 86_400_000;
const UNUSED_MS = 14 * DAY_MS;
const SEEN_EVERY_MS = 60_000;
/** However much it is used. */
export const LONGEST_SESSION_MS = 90 * DAY_MS;

export const asCaller = ({ _id: id, name, role }: PersonDoc): Caller => ({ id, name, role, demo: false, via: 'session' });

/** Who is signed in: found by the hash of a token that only the browser keeps. */
@Injectable()
export class Sessions {
  constructor(private readonly world: World) {}

  /** Begins one, always with a new token, which is the answer. */
  async begin(person: string): Promise<string> {
    const token = newToken();
    const now = this.world.clock.now();
    const doc: SessionDoc = { _id: tokenHash(token), person, createdAt: now, seenAt: now, expiresAt: endOf(now, now) };
    await this.world.db.sessions.create(doc);
    await this.world.db.people.updateOne({ _id: person }, { $set: { lastSeenAt: now } });
    return token;
  }

  /** Whose this is as long as it lasts and they may sign in. */
  async find(token: string): Promise<{ caller: Caller; signedIn: SignedIn } | null> {
    const { db, clock } = this.world;
    const now = clock.now();
    const session = await db.sessions.findOne({ _id: tokenHash(token), expiresAt: { $gt: now } }).lean<SessionDoc | null>();
    const person = session && (await db.people.findOne({ _id: session.person, disabledAt: null }).lean<PersonDoc | null>());
    if (!session || !person) return null;
    if (now.getTime() - session.seenAt.getTime() >= SEEN_EVERY_MS) await this.see(session, now);
    return { caller: asCaller(person), signedIn: { person: person._id, session: session._id } };
  }

  async end(session: string): Promise<void> {
    await this.world.db.sessions.deleteOne({ _id: session });
  }

  async endAll(person: string): Promise<void> {
    await this.world.db.sessions.deleteMany({ person });
  }

  private async see({ _id, person, createdAt, seenAt }: SessionDoc, now: Date): Promise<void> {
    const { db } = this.world;
    await db.sessions.updateOne({ _id, seenAt }, { $set: { seenAt: now, expiresAt: endOf(createdAt, now) } });
    await db.people.updateOne({ _id: person }, { $set: { lastSeenAt: now } });
  }
}

const endOf = (begun: Date, seen: Date): Date => new Date(Math.min(seen.getTime() + UNUSED_MS, begun.getTime() + LONGEST_SESSION_MS));
