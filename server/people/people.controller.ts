import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { act, Audit } from '../audit/act.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Invitations } from './invitations.ts';
import type { ShownInvitation } from './invitations.ts';
import { People } from './people.ts';
import type { ShownPerson } from './people.ts';
import { PersonEmail, PersonName, PersonRole } from './person.schema.ts';
import { invitation, person } from './subjects.ts';

const ListPeople = listQuery({});
const PersonPatch = z.strictObject({ name: PersonName.optional(), role: PersonRole.optional(), disabled: z.boolean().optional() });
const NewInvitation = z.strictObject({ email: PersonEmail, name: PersonName.optional(), role: PersonRole });

@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly invitations: Invitations,
  ) {}

  @Get()
  @Door('admin', 'Lists the people who sign in, newest first.')
  list(@Query({ schema: ListPeople }) query: z.output<typeof ListPeople>): Promise<PageOf<ShownPerson>> {
    return this.people.list(query);
  }

  @Patch(':id')
  @Door('admin', 'Changes what a person may do; disabling ends their sessions at once.')
  @Audit(act(person, 'changed what {it} may do or is called'))
  change(@Param('id') id: string, @Body({ schema: PersonPatch }) patch: z.output<typeof PersonPatch>): Promise<ShownPerson> {
    return this.people.change(id, patch);
  }

  @Post('invitations')
  @Door('admin', 'Invites somebody; the link to hand over is in this answer only.')
  @Creates()
  @Audit(act(invitation, 'invited {it}'))
  invite(
    @Body({ schema: NewInvitation }) body: z.output<typeof NewInvitation>,
    @By() by: Caller,
  ): Promise<ShownInvitation & { link: string }> {
    return this.invitations.make(body, by);
  }

  @Get('invitations')
  @Door('admin', 'Lists the invitations that are open, newest first.')
  listInvitations(@Query({ schema: ListPeople }) query: z.output<typeof ListPeople>): Promise<PageOf<ShownInvitation>> {
    return this.invitations.list(query);
  }

  @Delete('invitations/:id')
  @HttpCode(204)
  @Door('admin', 'Takes an invitation back; its link lets nobody in from then on.')
  @Audit(act(invitation, 'took the invitation of {it} back'))
  takeBack(@Param('id') id: string): Promise<void> {
    return this.invitations.remove(id);
  }
}
