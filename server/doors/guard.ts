import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DOOR } from './door.ts';
import type { KnownRequest } from './door.ts';
import { Doorkeeper } from './doorkeeper.ts';
import type { DoorRule } from './roles.ts';

/** Every route is closed unless its door says otherwise. */
@Injectable()
export class Guard implements CanActivate {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<DoorRule | undefined>(DOOR, context.getHandler());
    if (!rule) throw new Error('a route without a door');
    await this.doorkeeper.admit(context.switchToHttp().getRequest<KnownRequest>(), rule);
    return true;
  }
}
