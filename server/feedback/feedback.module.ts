import { Module } from '@nestjs/common';
import { SourcesModule } from '../sources/sources.module.ts';
import { FeedbackController } from './feedback.controller.ts';
import { FeedbackCounts } from './feedback-counts.ts';
import { Feedback } from './feedback.ts';
import { Ingest } from './ingest.ts';
import { LineIngest } from './line-ingest.ts';
import { Tags } from './tags.ts';

@Module({ imports: [SourcesModule], controllers: [FeedbackController], providers: [Feedback, FeedbackCounts, Ingest, LineIngest, Tags] })
export class FeedbackModule {}
