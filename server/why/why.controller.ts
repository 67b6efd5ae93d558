import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { Door } from '../doors/door.ts';
import { Says } from './say.ts';
import type { Say } from './say.ts';
import { Timelines } from './timeline.ts';
import type { Happening } from './timeline.ts';
import { Whys } from './why.ts';
import type { Why } from './why.ts';

const OfWhy = z.strictObject({ improvement: z.string().min(1).max(200) });
const OfTimeline = listQuery({});

@Controller('api/customers/:id')
export class WhyController {
  constructor(
    private readonly whys: Whys,
    private readonly timelines: Timelines,
    private readonly says: Says,
  ) {}

  @Get('why')
  @Door('viewer', 'Why this customer was told of an improvement, or why not.')
  why(@Param('id') id: string, @Query({ schema: OfWhy }) { improvement }: z.output<typeof OfWhy>): Promise<Why> {
    return this.whys.of(id, improvement);
  }

  @Get('say')
  @Door('viewer', 'What may be said to this customer, and what not yet, and why.')
  say(@Param('id') id: string): Promise<Say> {
    return this.says.of(id);
  }

  @Get('timeline')
  @Door('viewer', 'What happened to this customer, and what will.')
  timeline(@Param('id') id: string, @Query({ schema: OfTimeline }) query: z.output<typeof OfTimeline>): Promise<PageOf<Happening>> {
    return this.timelines.of(id, query);
  }
}
