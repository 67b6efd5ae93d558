import { Module } from '@nestjs/common';
import { AudienceController } from './audience.controller.ts';
import { Audiences } from './audience.ts';
import { ImprovementsController } from './improvements.controller.ts';
import { Improvements } from './improvements.ts';
import { Life } from './life.ts';
import { ReleaseControls } from './release-controls.ts';
import { ReleaseController } from './release.controller.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { Samples } from './samples.ts';
import { Scoping } from './scope-fields.ts';
import { ToldBefore } from './told-before.ts';

@Module({
  imports: [TemplatesModule],
  controllers: [ImprovementsController, ReleaseController, AudienceController],
  providers: [Improvements, Life, Audiences, ReleaseControls, Samples, Scoping, ToldBefore],
})
export class ImprovementsModule {}
