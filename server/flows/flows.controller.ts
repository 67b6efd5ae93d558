import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { Flow } from '@loopwright/workflows/contract';
import type { Problem } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Flows } from './flows.ts';
import type { ListedFlow } from './flows.ts';
import { Publish, Publishing } from './publishing.ts';
import type { Published } from './publishing.ts';
import type { ShownFlow } from './shown.ts';
import { FlowSwitches, Resume, Switches } from './switches.ts';
import { Versions } from './versions.ts';

/** `restores`: the version that this draft is again. */
const SaveDraft = z.strictObject({ revision: z.int(), flow: Flow, restores: z.int().min(1).optional() });
const ListFlows = listQuery({});

@Controller('api/flows')
export class FlowsController {
  constructor(
    private readonly flows: Flows,
    private readonly publishing: Publishing,
    private readonly switches: FlowSwitches,
    private readonly versions: Versions,
  ) {}

  @Post()
  @Door('designer', 'Makes a flow from its draft, which may be incomplete.')
  @Creates()
  create(@Body({ schema: Flow }) draft: Flow, @By() by: Caller): Promise<ShownFlow> {
    return this.flows.create(draft, by);
  }

  @Get()
  @Door('viewer', 'Lists flows, newest first.')
  list(@Query({ schema: ListFlows }) query: z.output<typeof ListFlows>): Promise<PageOf<ListedFlow>> {
    return this.flows.list(query);
  }

  @Get(':id')
  @Door('viewer', 'A flow: its draft, the draft in words, and what is live.')
  read(@Param('id') id: string): Promise<ShownFlow> {
    return this.flows.read(id);
  }

  @Put(':id/draft')
  @Door('designer', 'Saves a draft upon the revision it was based on.')
  save(@Param('id') id: string, @Body({ schema: SaveDraft }) body: z.output<typeof SaveDraft>, @By() by: Caller): Promise<ShownFlow> {
    return this.flows.save(id, body.revision, body.flow, by);
  }

  @Get(':id/problems')
  @Door('viewer', 'What keeps the draft from being published, each with its step and fix.')
  async problems(@Param('id') id: string): Promise<{ publishable: boolean; problems: Problem[] }> {
    const problems = await this.publishing.problems(id);
    return { publishable: !problems.some(({ blocks }) => blocks), problems };
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Door('designer', 'Makes an immutable version of the draft; new loops use it at once.')
  publish(@Param('id') id: string, @Body({ schema: Publish }) body: z.output<typeof Publish>, @By() by: Caller): Promise<Published> {
    return this.publishing.publish(id, body, by);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Door('designer', 'Lets nobody new in, sends nothing, or both; everybody part-way is held in place.')
  pause(@Param('id') id: string, @Body({ schema: Switches }) body: z.output<typeof Switches>): Promise<ShownFlow> {
    return this.switches.pause(id, body);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Door('designer', 'Goes on with what was paused.')
  resume(@Param('id') id: string, @Body({ schema: Resume }) body: z.output<typeof Resume>): Promise<ShownFlow> {
    return this.switches.resume(id, body);
  }

  @Get(':id/versions')
  @Door('viewer', 'What was published, newest first, each with what it changed.')
  published(@Param('id') id: string, @Query({ schema: ListFlows }) query: z.output<typeof ListFlows>) {
    return this.versions.of(id, query);
  }
}
