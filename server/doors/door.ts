import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../app/refusal.ts';
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
  /** A person who signed in, or a program with an API key. */
  via: 'session' | 'key';
}

/** The person who asks, and the id of the session they came with. */
export interface SignedIn {
  person: string;
  session: string;
}

export const CALLER = Symbol('caller');
export const SIGNED_IN = Symbol('signed in');
/** The token itself: only what belongs to this very caller may be derived from it. */
export const CREDENTIAL = Symbol('credential');

export type KnownRequest = FastifyRequest & { [CALLER]?: Caller; [SIGNED_IN]?: SignedIn; [CREDENTIAL]?: string };

/** The caller of a keyed route. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = context.switchToHttp().getRequest<KnownRequest>()[CALLER];
  if (!caller) throw new Error('an open door has no caller');
  return caller;
});

/** The signed-in person of a route about oneself; a key is refused, since there is nobody behind it. */
export const Myself = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const signedIn = context.switchToHttp().getRequest<KnownRequest>()[SIGNED_IN];
  if (!signedIn)
    throw new Refusal(403, 'person-only', 'This is for people who signed in; an API key has no name, password or session to change.');
  return signedIn;
});
