import { Module } from '@nestjs/common';
import { LoopsModule } from '../loops/loops.module.ts';
import { Concerns } from './concerns.ts';
import { DrawingController } from './drawing.controller.ts';
import { FlowsController } from './flows.controller.ts';
import { Flows } from './flows.ts';
import { HandsController } from './hands.controller.ts';
import { Hands } from './hands.ts';
import { KindsController } from './kinds.controller.ts';
import { LatestFeedback } from './latest-feedback.ts';
import { Publishing } from './publishing.ts';
import { PublishingController } from './publishing.controller.ts';
import { PublishSheets } from './sheet/sheet.ts';
import { ShippedFlows } from './shipped/shipped-flows.ts';
import { StepCounting } from './step-counts.ts';
import { FlowSwitches } from './switches.ts';
import { Versions } from './versions.ts';

@Module({
  imports: [LoopsModule],
  controllers: [DrawingController, PublishingController, FlowsController, HandsController, KindsController],
  providers: [Concerns, Flows, Hands, LatestFeedback, Publishing, PublishSheets, FlowSwitches, ShippedFlows, StepCounting, Versions],
  exports: [Flows],
})
export class FlowsModule {}
