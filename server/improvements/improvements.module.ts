import { Module } from '@nestjs/common';
import { Audiences } from './audience.ts';
import { ImprovementsController } from './improvements.controller.ts';
import { Improvements } from './improvements.ts';
import { Life } from './life.ts';
import { ReleaseControls } from './release-controls.ts';
import { ReleaseController } from './release.controller.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { Samples } from './samples.ts';
import { ToldBefore } from './told-before.ts';

@Module({
  imports: [TemplatesModule],
  controllers: [ImprovementsController, ReleaseController],
  providers: [Improvements, Life, Audiences, ReleaseControls, Samples, ToldBefore],
})
export class ImprovementsModule {}
