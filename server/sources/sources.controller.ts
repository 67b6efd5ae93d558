import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { Key } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { Door } from '../doors/door.ts';
import { Sources } from './sources.ts';
import type { ShownSource } from './sources.ts';

const ListSources = listQuery({});
const SourcePatch = z.strictObject({ trust: z.enum(['confirmed', 'review']).optional(), brand: Key.nullable().optional() });

@Controller('api/sources')
export class SourcesController {
  constructor(private readonly sources: Sources) {}

  @Get()
  @Door('viewer', 'Lists the sources of feedback, and what share of each can be answered.')
  list(@Query({ schema: ListSources }) query: z.output<typeof ListSources>): Promise<PageOf<ShownSource>> {
    return this.sources.list(query);
  }

  @Patch(':key')
  @Door('admin', 'Says whether what a source says of themes and feelings stands, and its brand.')
  change(@Param('key') key: string, @Body({ schema: SourcePatch }) patch: z.output<typeof SourcePatch>): Promise<ShownSource> {
    return this.sources.change(key, patch);
  }
}
