import type { Type } from '@nestjs/common';
import { HomeModule } from '../home/home.module.ts';
import { SearchModule } from '../search/search.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { AnswersModule } from '../answers/answers.module.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { WhyModule } from '../why/why.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { LoopsModule } from '../loops/loops.module.ts';
import { ImprovementsModule } from '../improvements/improvements.module.ts';
import { HouseRulesModule } from '../house-rules/house-rules.module.ts';
import { FlowsModule } from '../flows/flows.module.ts';
import { ChannelsModule } from '../channels/channels.module.ts';
import { CustomersModule } from '../customers/customers.module.ts';
import { DoorsModule } from '../doors/doors.module.ts';
import { FeedbackModule } from '../feedback/feedback.module.ts';
import { HealthModule } from '../health/health.module.ts';
import { SourcesModule } from '../sources/sources.module.ts';
import { TasksModule } from '../tasks/tasks.module.ts';
import { ThemesModule } from '../themes/themes.module.ts';
import { TryingModule } from '../trying/trying.module.ts';

/**
 * Every feature of the API: one folder, one Nest module, one line here. In the folder: `x.module.ts` (controllers and their
 * services), `x.controller.ts` (each handler has `@Door(role, summary)`; bodies and queries name their zod schema,
 * `@Body({ schema })`, `@Query({ schema })`; a creating POST has `@Creates()`; lists use `listQuery` and `pageOf`), and services:
 * `@Injectable()` classes that take `World` for the database, clock and workflows and throw `Refusal`s.
 */
export const features: Type[] = [
  DoorsModule,
  AuditModule,
  HealthModule,
  ThemesModule,
  SourcesModule,
  FeedbackModule,
  CustomersModule,
  ChannelsModule,
  FlowsModule,
  TryingModule,
  HouseRulesModule,
  ImprovementsModule,
  LoopsModule,
  MessagesModule,
  TasksModule,
  AnswersModule,
  TemplatesModule,
  WhyModule,
  HomeModule,
  SearchModule,
  LiveModule,
];
