import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { ReadingFor } from './reading-for.ts';
import type { Reading } from './reading-for.ts';
import { TemplateInput, Templates } from './templates.ts';
import type { ShownTemplate } from './templates.ts';

const id = z.string().min(1).max(200);
const RenderFor = z.strictObject({ feedbackId: id, improvementId: id.optional() });

@Controller('api/templates')
export class TemplatesController {
  constructor(
    private readonly templates: Templates,
    private readonly readings: ReadingFor,
  ) {}

  @Get()
  @Door('viewer', 'The newest version of every template, by name.')
  async list(): Promise<PageOf<Omit<ShownTemplate, 'variants'>>> {
    return { items: await this.templates.list(), next: null };
  }

  @Get(':name')
  @Door('viewer', 'A template with its words in every language.')
  read(@Param('name') name: string): Promise<ShownTemplate> {
    return this.templates.read(name);
  }

  @Put(':name')
  @Door('designer', 'New words of a template; published flows keep theirs.')
  save(
    @Param('name') name: string,
    @Body({ schema: TemplateInput }) body: z.output<typeof TemplateInput>,
    @By() by: Caller,
  ): Promise<ShownTemplate> {
    return this.templates.save(name, body, by);
  }

  @Post(':name/render')
  @HttpCode(200)
  @Door('agent', 'How a template reads for a real customer; sends nothing.')
  async render(@Param('name') name: string, @Body({ schema: RenderFor }) body: z.output<typeof RenderFor>): Promise<Reading> {
    return this.readings.render(await this.templates.find(name), body.feedbackId, body.improvementId);
  }
}
