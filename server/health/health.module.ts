import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { ReadinessChecks } from './readiness.ts';

@Module({ controllers: [HealthController], providers: [ReadinessChecks] })
export class HealthModule {}
