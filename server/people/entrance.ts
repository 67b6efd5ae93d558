import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { World } from '../app/world.ts';
import { CALLER } from '../doors/door.ts';
import type { KnownRequest } from '../doors/door.ts';
import { mustNotComeFromElsewhere } from '../doors/other-site.ts';
import { SessionCookie } from '../doors/session-cookie.ts';
import { tokenHash } from '../doors/token.ts';
import { Selves } from './me.ts';
import type { Me } from './me.ts';
import type { PersonDoc } from './person.schema.ts';
import { asCaller, LONGEST_SESSION_MS, Sessions } from './sessions.ts';

/** Where people come in and go out. */
@Injectable()
export class Entrance {
  constructor(
    private readonly world: World,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly selves: Selves,
  ) {}

  /** Signs in whom `find` answers with: always a session with a new token, and the one the browser had is over. */
  async enter(request: KnownRequest, reply: FastifyReply, find: () => Promise<PersonDoc>): Promise<Me> {
    mustNotComeFromElsewhere(request, this.world.config.publicUrl);
    const person = await find();
    const earlier = this.cookie.read(request);
    if (earlier !== null) await this.sessions.end(tokenHash(earlier));
    await this.stay(reply, person._id);
    const caller = asCaller(person);
    request[CALLER] = caller;
    return this.selves.of(caller);
  }

  /** A session in place of the one that was ended. */
  async stay(reply: FastifyReply, person: string): Promise<void> {
    this.cookie.set(reply, await this.sessions.begin(person), LONGEST_SESSION_MS);
  }

  async leave(reply: FastifyReply, session: string): Promise<void> {
    await this.sessions.end(session);
    this.cookie.clear(reply);
  }

  async leaveEverywhere(reply: FastifyReply, person: string): Promise<void> {
    await this.sessions.endAll(person);
    this.cookie.clear(reply);
  }
}
