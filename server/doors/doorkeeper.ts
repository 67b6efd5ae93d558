import { Injectable } from '@nestjs/common';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { Sessions } from '../people/sessions.ts';
import { CALLER, CREDENTIAL, SIGNED_IN } from './door.ts';
import type { Caller, KnownRequest } from './door.ts';
import { KeyGuesses } from './key-guesses.ts';
import { Keys } from './keys.ts';
import { mustComeFromHere } from './other-site.ts';
import { passes } from './roles.ts';
import type { DoorRule } from './roles.ts';
import { SessionCookie } from './session-cookie.ts';

const LONGEST_TOKEN = 500;

/** Finds out once a request who asks: by an API key, else by the session of a person. */
@Injectable()
export class Doorkeeper {
  constructor(
    private readonly world: World,
    private readonly keys: Keys,
    private readonly guesses: KeyGuesses,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  /** Throws where the rule of the door does not let them in. */
  async admit(request: KnownRequest, rule: DoorRule): Promise<void> {
    if (rule.least === 'open') return;
    const caller = request[CALLER] ?? (await this.callerOf(request));
    request[CALLER] = caller;
    if (!passes(rule, caller.role)) throw forbidden(rule, caller);
  }

  private callerOf(request: KnownRequest): Promise<Caller> {
    const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    return key === undefined ? this.person(request) : this.program(request, key);
  }

  private async program(request: KnownRequest, key: string): Promise<Caller> {
    const find = async (): Promise<Caller | null> => (key.length <= LONGEST_TOKEN ? this.keys.callerOf(key) : null);
    const caller = await this.guesses.counted(request, key, find);
    if (!caller) throw new Refusal(401, 'no-key', 'Send a valid API key as `Authorization: Bearer <key>`.');
    request[CREDENTIAL] = key;
    return caller;
  }

  private async person(request: KnownRequest): Promise<Caller> {
    const token = this.cookie.read(request);
    if (token === null) throw new Refusal(401, 'no-key', 'Sign in, or send a valid API key as `Authorization: Bearer <key>`.');
    const found = await this.sessions.find(token);
    if (!found) throw new Refusal(401, 'signed-out', 'This session has ended: sign in again.');
    mustComeFromHere(request, this.world.config.publicUrl);
    request[CREDENTIAL] = token;
    request[SIGNED_IN] = found.signedIn;
    return found.caller;
  }
}

const forbidden = ({ least }: DoorRule, { role, via }: Caller): Refusal =>
  new Refusal(
    403,
    'role',
    via === 'key'
      ? `A key of role ${role} may not do this; it takes ${least}.`
      : `Your role is ${role}, and this takes ${least}: ask an administrator.`,
  );
