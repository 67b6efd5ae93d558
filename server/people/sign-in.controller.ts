import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../app/refusal.ts';
import { act, Audit, deed, oneself, untold } from '../audit/act.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller, KnownRequest } from '../doors/door.ts';
import { Limits } from '../doors/limits.ts';
import { Entrance } from './entrance.ts';
import { Invitations } from './invitations.ts';
import type { Invited } from './invitations.ts';
import type { Me } from './me.ts';
import { OwnPasswords } from './own-password.ts';
import { NewPassword, TypedPassword } from './password-rules.ts';
import { PersonName } from './person.schema.ts';
import { SignInLinks } from './sign-in-links.ts';
import { person, personAsTheyAre } from './subjects.ts';

const Token = z.string().min(1).max(200);
const ByToken = z.strictObject({ token: Token });
const ByPassword = z.strictObject({ email: z.string().trim().toLowerCase().min(1).max(254), password: TypedPassword });
const Acceptance = z.strictObject({ token: Token, name: PersonName, password: NewPassword });

@Controller('api/sign-in')
export class SignInController {
  constructor(
    private readonly entrance: Entrance,
    private readonly limits: Limits,
    private readonly links: SignInLinks,
    private readonly passwords: OwnPasswords,
    private readonly invitations: Invitations,
  ) {}

  @Post('links')
  @Door('admin', 'Makes a one-time link that signs in an administrator; the first makes the first administrator.')
  @Audit(deed('made a one-time link to sign in an administrator'))
  async make(@By() by: Caller): Promise<{ link: string; expiresAt: Date }> {
    if (by.via === 'session')
      throw new Refusal(403, 'key-only', 'Ask with the admin key, as `npm run sign-in` does: nobody signed in comes in as somebody else.');
    return this.links.make();
  }

  @Post('link')
  @HttpCode(200)
  @Door('open', 'Signs in by a one-time link, which is used up.')
  @Audit(act(personAsTheyAre, 'signed in by a one-time link', oneself))
  byLink(
    @Body({ schema: ByToken }) { token }: z.output<typeof ByToken>,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.entrance.enter(request, reply, () => this.limits.byLink(request, () => this.links.take(token)));
  }

  @Post('password')
  @HttpCode(200)
  @Door('open', 'Signs in by address and password.')
  @Audit(act(personAsTheyAre, 'signed in by password', oneself))
  byPassword(
    @Body({ schema: ByPassword }) { email, password }: z.output<typeof ByPassword>,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.entrance.enter(request, reply, () => this.limits.byPassword(request, email, () => this.passwords.check(email, password)));
  }

  @Post('invitation/look')
  @HttpCode(200)
  @Door('open', 'Who invited whom, to those who hold the link; uses nothing up.')
  @Audit(untold('it changes nothing'))
  look(@Body({ schema: ByToken }) { token }: z.output<typeof ByToken>, @Req() request: KnownRequest): Promise<Invited> {
    return this.limits.byLink(request, () => this.invitations.look(token));
  }

  @Post('invitation')
  @HttpCode(200)
  @Door('open', 'Accepts an invitation with a name and a password, and signs in.')
  @Audit(act(person, 'came in by an invitation', oneself))
  accept(
    @Body({ schema: Acceptance }) body: z.output<typeof Acceptance>,
    @Req() request: KnownRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.entrance.enter(request, reply, () => this.limits.byLink(request, () => this.invitations.accept(body)));
  }
}
