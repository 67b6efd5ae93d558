import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refusal } from '../app/refusal.ts';
import { CALLER, DOOR } from './door.ts';
import type { KnownRequest } from './door.ts';
import { Keys } from './keys.ts';
import { passes } from './roles.ts';
import type { DoorRule } from './roles.ts';

const LONGEST_TOKEN = 500;

/** Every route is closed unless its door says otherwise. */
@Injectable()
export class Guard implements CanActivate {
  constructor(
    private readonly keys: Keys,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<DoorRule | undefined>(DOOR, context.getHandler());
    if (!rule) throw new Error('a route without a door');
    if (rule.least === 'open') return true;
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller = token && token.length <= LONGEST_TOKEN ? await this.keys.callerOf(token) : null;
    if (!caller) throw new Refusal(401, 'no-key', 'Send a valid API key as `Authorization: Bearer <key>`.');
    if (!passes(rule, caller.role)) throw new Refusal(403, 'role', `A key of role ${caller.role} may not do this; it takes ${rule.least}.`);
    request[CALLER] = caller;
    return true;
  }
}
