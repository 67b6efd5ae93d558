import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { Flow } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Audit, untold } from '../audit/act.ts';
import { Door } from '../doors/door.ts';
import { Flows } from '../flows/flows.ts';
import { PreviewBody } from './preview-body.ts';
import { TryOn } from './candidates.ts';
import type { Candidates } from './candidates.ts';
import type { PinnedCase } from './case.schema.ts';
import { Cases, PutCases } from './cases.ts';
import type { CaseRun } from './cases.ts';
import { Previews } from './preview.ts';
import type { ShownPreview } from './shown-preview.ts';

const RunCases = z.strictObject({ draft: Flow.optional() });
const FindCandidates = z.strictObject({ draft: Flow.optional(), search: z.string().trim().max(200).default('') });

@Controller('api/flows')
export class PreviewController {
  constructor(
    private readonly previews: Previews,
    private readonly cases: Cases,
    private readonly tryOn: TryOn,
    private readonly flows: Flows,
  ) {}

  @Post(':id/preview')
  @HttpCode(200)
  @Door('viewer', 'Plays a flow for one customer on a simulated clock, with its messages as they would read; sends and stores nothing.')
  @Audit(untold('it changes nothing'))
  preview(@Param('id') id: string, @Body({ schema: PreviewBody }) body: z.output<typeof PreviewBody>): Promise<ShownPreview> {
    const { draft, ...trial } = body;
    return this.previews.of(id, trial, draft);
  }

  @Post(':id/candidates')
  @HttpCode(200)
  @Door('viewer', 'Whom a flow can be tried on: by name, number or address, else who spoke lately; whom the draft lets in first.')
  @Audit(untold('it changes nothing'))
  async candidates(@Param('id') id: string, @Body({ schema: FindCandidates }) body: z.output<typeof FindCandidates>): Promise<Candidates> {
    const draft = body.draft ?? Flow.parse((await this.flows.find(id)).draft);
    return this.tryOn.of(id, draft, body.search);
  }

  @Get(':id/cases')
  @Door('viewer', 'The pinned cases of a flow, each with what was expected when it was pinned.')
  pinned(@Param('id') id: string): Promise<{ cases: PinnedCase[] }> {
    return this.cases.of(id);
  }

  @Put(':id/cases')
  @Door('designer', 'Pins cases, in place of those there were.')
  @Audit(untold('cases reach nobody'))
  pin(@Param('id') id: string, @Body({ schema: PutCases }) body: z.output<typeof PutCases>): Promise<{ cases: PinnedCase[] }> {
    return this.cases.put(id, body.cases);
  }

  @Post(':id/cases/run')
  @HttpCode(200)
  @Door('viewer', 'Plays all pinned cases on the draft, and says which go otherwise than when they were pinned.')
  @Audit(untold('it changes nothing'))
  runCases(@Param('id') id: string, @Body({ schema: RunCases }) body: z.output<typeof RunCases>): Promise<{ items: CaseRun[] }> {
    return this.cases.run(id, body.draft);
  }
}
