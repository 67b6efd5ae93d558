import { Module } from '@nestjs/common';
import { FlowsModule } from '../flows/flows.module.ts';
import { PreviewController } from './preview.controller.ts';
import { Previews } from './preview.ts';
import { TriedFlows } from './tried-flow.ts';

@Module({ imports: [FlowsModule], controllers: [PreviewController], providers: [TriedFlows, Previews] })
export class TryingModule {}
