import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Hands, Holding } from './hands.ts';
import type { Held } from './hands.ts';

@Controller('api/flows')
export class HandsController {
  constructor(private readonly hands: Hands) {}

  @Post(':id/hand')
  @HttpCode(200)
  @Door(
    'designer',
    'Says that a tab has the draft open, and in whose hand it is; one that others hold is looked at until it is taken over.',
  )
  hold(@Param('id') id: string, @Body({ schema: Holding }) body: z.output<typeof Holding>, @By() by: Caller): Promise<Held> {
    return this.hands.hold(id, body, by);
  }

  @Delete(':id/hand/:tab')
  @HttpCode(204)
  @Door('designer', 'Says that a tab no longer has the draft open.')
  leave(@Param('id') id: string, @Param('tab') tab: string): Promise<void> {
    return this.hands.leave(id, tab);
  }
}
