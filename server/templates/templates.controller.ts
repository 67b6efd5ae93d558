import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { ReadingFor } from './reading-for.ts';
import type { Reading } from './reading-for.ts';
import { TemplateSamples } from './samples.ts';
import type { TemplateSample } from './samples.ts';
import { TemplateInput, Templates } from './templates.ts';
import type { ShownTemplate, TemplateOnShelf, TemplateVersion } from './templates.ts';

const id = z.string().min(1).max(200);
const OneVersion = z.strictObject({ version: z.coerce.number('write a number').int().min(1).optional() });
const RenderFor = z.strictObject({ feedbackId: id, improvementId: id.optional() });

@Controller('api/templates')
export class TemplatesController {
  constructor(
    private readonly templates: Templates,
    private readonly readings: ReadingFor,
    private readonly samples: TemplateSamples,
  ) {}

  @Get()
  @Door('viewer', 'The newest version of every template, by name, each with how it begins.')
  async list(): Promise<PageOf<TemplateOnShelf>> {
    return { items: await this.templates.list(), next: null };
  }

  @Get(':name')
  @Door('viewer', 'A template with its words in every language; the newest version unless one is named.')
  read(@Param('name') name: string, @Query({ schema: OneVersion }) { version }: z.output<typeof OneVersion>): Promise<ShownTemplate> {
    return this.templates.read(name, version);
  }

  @Get(':name/versions')
  @Door('viewer', 'The versions of a template, newest first, with who saved them.')
  async versions(@Param('name') name: string): Promise<{ items: TemplateVersion[] }> {
    return { items: await this.templates.versions(name) };
  }

  @Get(':name/samples')
  @Door('viewer', 'What a template says to real customers, the most different first, and in the invented cases it ships with.')
  async sampled(
    @Param('name') name: string,
    @Query({ schema: OneVersion }) { version }: z.output<typeof OneVersion>,
  ): Promise<{ items: TemplateSample[] }> {
    return { items: await this.samples.of(await this.templates.find(name, version)) };
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
