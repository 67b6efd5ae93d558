import { Controller, Get, Param } from '@nestjs/common';
import { Door } from '../doors/door.ts';
import { PublishSheets } from './sheet/sheet.ts';
import type { PublishSheet } from './sheet/sheet.ts';
import { StepCounting } from './step-counts.ts';
import type { StepCounts } from './step-counts.ts';
import { FlowSwitches } from './switches.ts';
import type { Paused } from './switches.ts';

/** What is asked before a flow is published, paused or resumed, and while it runs. */
@Controller('api/flows')
export class PublishingController {
  constructor(
    private readonly sheets: PublishSheets,
    private readonly counting: StepCounting,
    private readonly switches: FlowSwitches,
  ) {}

  @Get(':id/publishing')
  @Door('viewer', 'What publishing the draft would do now: to its words, to those part-way, and to those who said it already.')
  sheet(@Param('id') id: string): Promise<PublishSheet> {
    return this.sheets.of(id);
  }

  @Get(':id/pausing')
  @Door('viewer', 'What is paused, and whose limit passed meanwhile: for them resuming decides.')
  paused(@Param('id') id: string): Promise<Paused> {
    return this.switches.paused(id);
  }

  @Get(':id/counts')
  @Door('viewer', 'How many stand at each step now, and how many left by each exit.')
  counts(@Param('id') id: string): Promise<StepCounts> {
    return this.counting.of(id);
  }
}
