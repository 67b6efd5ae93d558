import { Module } from '@nestjs/common';
import { ReadingFor } from './reading-for.ts';
import { TemplateSamples } from './samples.ts';
import { TemplatesController } from './templates.controller.ts';
import { Templates } from './templates.ts';

@Module({ controllers: [TemplatesController], providers: [Templates, ReadingFor, TemplateSamples], exports: [ReadingFor] })
export class TemplatesModule {}
