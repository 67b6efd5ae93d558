import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.ts';
import { BacktestsController } from './backtests.controller.ts';
import { Backtests } from './backtests.ts';
import { TryOn } from './candidates.ts';
import { Cases } from './cases.ts';
import { PreviewController } from './preview.controller.ts';
import { Previews } from './preview.ts';
import { TriedFlows } from './tried-flow.ts';

@Module({
  imports: [FlowsModule],
  controllers: [PreviewController, BacktestsController],
  providers: [TriedFlows, Previews, Cases, TryOn, Backtests],
})
export class TryingModule {}
