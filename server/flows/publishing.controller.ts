import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { ShippedFlows } from './shipped/shipped-flows.ts';
import type { OfferedFlow } from './shipped/shipped-flows.ts';
import { PublishSheets } from './sheet/sheet.ts';
import type { PublishSheet } from './sheet/sheet.ts';
import { StepCounting } from './step-counts.ts';
import type { StepCounts } from './step-counts.ts';
import { FlowSwitches } from './switches.ts';
import type { Paused } from './switches.ts';
import { Versions } from './versions.ts';
import type { VersionInWords } from './versions.ts';

const Against = z.strictObject({ against: z.coerce.number('write a number').int().min(1).optional() });

/** What is asked before a flow is published, paused or resumed, and while it runs. */
@Controller('api/flows')
export class PublishingController {
  constructor(
    private readonly sheets: PublishSheets,
    private readonly counting: StepCounting,
    private readonly switches: FlowSwitches,
    private readonly versions: Versions,
    private readonly offered: ShippedFlows,
  ) {}

  @Get('shipped')
  @Door('viewer', 'Flows to begin with, each a whole draft about what is spoken of here.')
  async shipped(@By() by: Caller): Promise<PageOf<OfferedFlow>> {
    return { items: await this.offered.all(by.demo), next: null };
  }

  @Get(':id/publishing')
  @Door('viewer', 'What publishing the draft would do now: to its words, to those part-way, and to those who said it already.')
  sheet(@Param('id') id: string): Promise<PublishSheet> {
    return this.sheets.of(id);
  }

  @Get(':id/versions/:version')
  @Door('viewer', 'One version in words, and what it says differently from another.')
  version(
    @Param('id') id: string,
    @Param('version') version: string,
    @Query({ schema: Against }) { against }: z.output<typeof Against>,
  ): Promise<VersionInWords> {
    return this.versions.one(id, Number(version), against);
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
