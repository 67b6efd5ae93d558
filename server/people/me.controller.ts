import { Body, Controller, Delete, Get, HttpCode, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { act, Audit, oneself } from '../audit/act.ts';
import { By, Door, Myself } from '../doors/door.ts';
import type { Caller, SignedIn } from '../doors/door.ts';
import { Entrance } from './entrance.ts';
import { Selves } from './me.ts';
import type { Me } from './me.ts';
import { OwnPasswords } from './own-password.ts';
import { NewPassword, TypedPassword } from './password-rules.ts';
import { People } from './people.ts';
import { PersonEmail, PersonName } from './person.schema.ts';
import { person } from './subjects.ts';

const Rename = z.strictObject({ name: PersonName.optional(), email: PersonEmail.optional() });
const PasswordChange = z.strictObject({ current: TypedPassword.optional(), next: NewPassword });

@Controller('api/me')
export class MeController {
  constructor(
    private readonly selves: Selves,
    private readonly people: People,
    private readonly passwords: OwnPasswords,
    private readonly entrance: Entrance,
  ) {}

  @Get()
  @Door('viewer', 'Who is asking.', 'sources')
  read(@By() by: Caller): Promise<Me> {
    return this.selves.of(by);
  }

  @Put()
  @Door('viewer', 'Changes one’s own name or address.')
  @Audit(act(person, 'changed their own name or address', oneself))
  async rename(@Body({ schema: Rename }) body: z.output<typeof Rename>, @By() by: Caller, @Myself() me: SignedIn): Promise<Me> {
    await this.people.rename(me.person, body);
    return this.selves.of(by);
  }

  @Put('password')
  @HttpCode(204)
  @Door('viewer', 'Sets one’s own password, and signs out everywhere else; here a new session goes on.')
  @Audit(act(person, 'set a new password', oneself))
  async setPassword(
    @Body({ schema: PasswordChange }) body: z.output<typeof PasswordChange>,
    @Myself() me: SignedIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.passwords.change(me.person, body);
    await this.entrance.stay(reply, me.person);
  }

  @Delete('session')
  @HttpCode(204)
  @Door('viewer', 'Signs out.')
  @Audit(act(person, 'signed out', oneself))
  leave(@Myself() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.entrance.leave(reply, me.session);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Door('viewer', 'Signs out everywhere, here too.')
  @Audit(act(person, 'signed out everywhere', oneself))
  leaveEverywhere(@Myself() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    return this.entrance.leaveEverywhere(reply, me.person);
  }
}
