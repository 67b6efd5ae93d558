import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { LoopStatus } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Answered, Loops } from './loops.ts';
import type { ShownLoop } from './shown.ts';
import { Trails } from './trails.ts';
import type { ShownTrail } from './trails.ts';

const id = z.string().min(1).max(200).optional();
const ListLoops = listQuery({ flow: id, customer: id, feedback: id, status: LoopStatus.optional(), step: id });

@Controller('api/loops')
export class LoopsController {
  constructor(
    private readonly loops: Loops,
    private readonly trails: Trails,
  ) {}

  @Get()
  @Door('viewer', 'Loops, newest first.')
  async list(
    @Query({ schema: ListLoops }) { limit, cursor, feedback, step, ...filter }: z.output<typeof ListLoops>,
  ): Promise<PageOf<ShownLoop>> {
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const said = feedback === undefined ? {} : { $or: [{ feedback }, { joined: feedback }] };
    const there = step === undefined ? {} : await this.loops.standingAt(step, filter.flow);
    return this.loops.list({ ...given, ...said, ...there }, { limit, cursor });
  }

  @Get(':id')
  @Door('viewer', 'One loop, and where it stands.')
  read(@Param('id') id: string): Promise<ShownLoop> {
    return this.loops.read(id);
  }

  @Get(':id/trail')
  @Door('viewer', 'What a loop did and why, oldest first.')
  async trail(@Param('id') id: string): Promise<PageOf<ShownTrail>> {
    return { items: await this.trails.of(await this.loops.find(id)), next: null };
  }

  @Post(':id/stop')
  @HttpCode(200)
  @Door('agent', 'Ends an open loop; its messages that have not left are stopped.')
  stop(@Param('id') id: string): Promise<ShownLoop> {
    return this.loops.stop(id);
  }

  @Post(':id/answered')
  @HttpCode(200)
  @Door('agent', 'Closes an open loop because a person has answered the customer; its messages that have not left are stopped.')
  answered(@Param('id') id: string, @Body({ schema: Answered }) body: z.output<typeof Answered>, @By() by: Caller): Promise<ShownLoop> {
    return this.loops.answered(id, body, by.name);
  }
}
