import { Module } from '@nestjs/common';
import { LoopsController } from './loops.controller.ts';
import { Loops } from './loops.ts';
import { Trails } from './trails.ts';

@Module({ controllers: [LoopsController], providers: [Loops, Trails], exports: [Loops, Trails] })
export class LoopsModule {}
