import { Module } from '@nestjs/common';
import { Says } from './say.ts';
import { Timelines } from './timeline.ts';
import { WhyController } from './why.controller.ts';
import { Whys } from './why.ts';

@Module({ controllers: [WhyController], providers: [Whys, Timelines, Says] })
export class WhyModule {}
