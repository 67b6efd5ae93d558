import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.ts';
import { FeedbackController } from './feedback.controller.ts';
import { FeedbackCounts } from './feedback-counts.ts';
import { Feedback } from './feedback.ts';
import { DryRuns } from './importing/dry-run.ts';
import { Files } from './importing/files.ts';
import { ImportsController } from './importing/imports.controller.ts';
import { Imports } from './importing/imports.ts';
import { Ingest } from './ingest.ts';
import { LineIngest } from './line-ingest.ts';
import { Tags } from './tags.ts';

@Module({
  imports: [SourcesModule],
  controllers: [ImportsController, FeedbackController],
  providers: [Feedback, FeedbackCounts, Ingest, LineIngest, Tags, Files, DryRuns, Imports],
})
export class FeedbackModule {}
