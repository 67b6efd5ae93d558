import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DoorRule, Role } from './roles.ts';

export const DOOR = 'loopwright:door';

/** Who may use a route, and what it does in one line for OpenAPI. A route without a door stops the start. */
export const Door = (least: DoorRule['least'], summary: string, also?: 'sources'): MethodDecorator =>
  SetMetadata(DOOR, { least, summary, sources: also === 'sources' } satisfies DoorRule);

/** Who is asking; trails and approvals name them by `name`. */
export interface Caller {
  id: string;
  name: string;
  role: Role;
  /** What this caller makes is invented: it belongs to the demo and meets nothing else. */
  demo: boolean;
}

export const CALLER = Symbol('caller');

export type KnownRequest = FastifyRequest & { [CALLER]?: Caller };

/** The caller of a keyed route. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = context.switchToHttp().getRequest<KnownRequest>()[CALLER];
  if (!caller) throw new Error('an open door has no caller');
  return caller;
});
