import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, untold } from '../audit/act.ts';
import { Door } from '../doors/door.ts';
import { PreviewBody } from './preview-body.ts';
import { Previews } from './preview.ts';
import type { ShownPreview } from './shown-preview.ts';

@Controller('api/flows')
export class PreviewController {
  constructor(private readonly previews: Previews) {}

  @Post(':id/preview')
  @HttpCode(200)
  @Door('viewer', 'Plays a flow for one customer on a simulated clock, with its messages as they would read; sends and stores nothing.')
  @Audit(untold('it changes nothing'))
  preview(@Param('id') id: string, @Body({ schema: PreviewBody }) body: z.output<typeof PreviewBody>): Promise<ShownPreview> {
    const { draft, ...trial } = body;
    return this.previews.of(id, trial, draft);
  }
}
