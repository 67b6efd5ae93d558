import { Module } from '@nestjs/common';
import { Limits } from '../doors/limits.ts';
import { SessionCookie } from '../doors/session-cookie.ts';
import { Entrance } from './entrance.ts';
import { Invitations } from './invitations.ts';
import { MeController } from './me.controller.ts';
import { Selves } from './me.ts';
import { OwnPasswords } from './own-password.ts';
import { PeopleController } from './people.controller.ts';
import { People } from './people.ts';
import { Sessions } from './sessions.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInLinks } from './sign-in-links.ts';

@Module({
  controllers: [SignInController, MeController, PeopleController],
  providers: [People, Sessions, SessionCookie, Limits, SignInLinks, Invitations, OwnPasswords, Selves, Entrance],
  exports: [Sessions, SessionCookie],
})
export class PeopleModule {}
