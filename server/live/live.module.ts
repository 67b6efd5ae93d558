import { Module } from '@nestjs/common';
import { Changes } from './changes.ts';
import { Live } from './live.ts';
import { LiveController } from './live.controller.ts';

@Module({ controllers: [LiveController], providers: [Live, Changes] })
export class LiveModule {}
