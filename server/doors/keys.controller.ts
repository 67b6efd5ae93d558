import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { act, Audit } from '../audit/act.ts';
import { By, Door } from './door.ts';
import type { Caller } from './door.ts';
import { key } from './key-subject.ts';
import { Keys } from './keys.ts';
import type { ShownKey } from './keys.ts';
import { Role } from './roles.ts';

const NewKey = z.strictObject({ name: z.string().trim().min(1).max(120), role: Role, demo: z.boolean().default(false) });
const ListKeys = listQuery({});

@Controller('api/keys')
export class KeysController {
  constructor(private readonly keys: Keys) {}

  @Post()
  @Door('admin', 'Makes an API key; its token is in this answer only.')
  @Creates()
  @Audit(act(key, 'made {it}'))
  make(@Body({ schema: NewKey }) body: z.output<typeof NewKey>, @By() by: Caller): Promise<ShownKey & { key: string }> {
    return this.keys.make(body, by);
  }

  @Get()
  @Door('admin', 'Lists the API keys without their tokens.')
  list(@Query({ schema: ListKeys }) query: z.output<typeof ListKeys>): Promise<PageOf<ShownKey>> {
    return this.keys.list(query);
  }

  @Delete(':id')
  @HttpCode(204)
  @Door('admin', 'Deletes an API key; it opens nothing from then on.')
  @Audit(act(key, 'deleted {it}'))
  remove(@Param('id') id: string): Promise<void> {
    return this.keys.remove(id);
  }
}
