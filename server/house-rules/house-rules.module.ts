import { Module } from '@nestjs/common';
import { HouseRulesController } from './house-rules.controller.ts';

@Module({ controllers: [HouseRulesController] })
export class HouseRulesModule {}
