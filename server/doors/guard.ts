import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import { Sessions } from '../people/sessions.ts';
import { CALLER, CREDENTIAL, DOOR, SIGNED_IN } from './door.ts';
import type { Caller, KnownRequest } from './door.ts';
import { Keys } from './keys.ts';
import { mustComeFromHere } from './other-site.ts';
import { passes } from './roles.ts';
import type { DoorRule } from './roles.ts';
import { SessionCookie } from './session-cookie.ts';

const LONGEST_TOKEN = 500;

/** Every route is closed unless its door says otherwise: an API key opens it, else the session of a person. */
@Injectable()
export class Guard implements CanActivate {
  constructor(
    private readonly world: World,
    private readonly keys: Keys,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<DoorRule | undefined>(DOOR, context.getHandler());
    if (!rule) throw new Error('a route without a door');
    if (rule.least === 'open') return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller = key === undefined ? await this.person(request) : await this.program(request, key);
    if (!passes(rule, caller.role)) throw forbidden(rule, caller);
    request[CALLER] = caller;
    return true;
  }

  private async program(request: KnownRequest, key: string): Promise<Caller> {
    const caller = key.length <= LONGEST_TOKEN ? await this.keys.callerOf(key) : null;
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
