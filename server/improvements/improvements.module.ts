import { Module } from '@nestjs/common';
import { Audiences } from './audience.ts';
import { ImprovementsController } from './improvements.controller.ts';
import { Improvements } from './improvements.ts';
import { Life } from './life.ts';
import { ReleaseControls } from './release-controls.ts';
import { ReleaseController } from './release.controller.ts';
import { ToldBefore } from './told-before.ts';

@Module({
  controllers: [ImprovementsController, ReleaseController],
  providers: [Improvements, Life, Audiences, ReleaseControls, ToldBefore],
})
export class ImprovementsModule {}
