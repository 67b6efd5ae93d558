import { Module } from '@nestjs/common';
import { Timelines } from './timeline.ts';
import { WhyController } from './why.controller.ts';
import { Whys } from './why.ts';

@Module({ controllers: [WhyController], providers: [Whys, Timelines] })
export class WhyModule {}
