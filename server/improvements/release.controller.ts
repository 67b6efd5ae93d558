import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import { Door } from '../doors/door.ts';
import { Audiences } from './audience.ts';
import type { Audience } from './audience.ts';
import { Improvements } from './improvements.ts';
import { Samples } from './samples.ts';
import type { Sample } from './samples.ts';
import { ReleaseControls } from './release-controls.ts';
import type { Progress } from './release-controls.ts';

const OfAudience = listQuery({ flow: z.string().max(120).optional() });

@Controller('api/improvements/:id')
export class ReleaseController {
  constructor(
    private readonly improvements: Improvements,
    private readonly audiences: Audiences,
    private readonly controls: ReleaseControls,
    private readonly readings: Samples,
  ) {}

  @Get('audience')
  @Door('viewer', 'Who is told of it and who is not, each with the reason; before verifying, what verifying would do.')
  async audience(@Param('id') id: string, @Query({ schema: OfAudience }) query: z.output<typeof OfAudience>): Promise<Audience> {
    return this.audiences.of(await this.improvements.find(id), query);
  }

  @Get('samples')
  @Door('viewer', 'The three most different messages about it, each beside what its customer said: those sent, else those that would be.')
  async samples(@Param('id') id: string): Promise<{ items: Sample[] }> {
    return { items: await this.readings.of(await this.improvements.find(id)) };
  }

  @Get('release')
  @Door('viewer', 'How far telling has come.')
  async progress(@Param('id') id: string): Promise<Progress> {
    return this.controls.progress(await this.improvements.find(id));
  }

  @Post('release/pause')
  @HttpCode(200)
  @Door('maker', 'Frees nobody from now on, until it is resumed.')
  pause(@Param('id') id: string): Promise<Progress> {
    return this.controls.pause(id);
  }

  @Post('release/resume')
  @HttpCode(200)
  @Door('maker', 'Goes on telling.')
  resume(@Param('id') id: string): Promise<Progress> {
    return this.controls.resume(id);
  }
}
