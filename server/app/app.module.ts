import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { Metrics } from '../health/metrics.ts';
import { features } from './features.ts';
import { Hints } from './hints.ts';
import { Idempotency } from './idempotency.ts';
import { OpenapiController } from './openapi.controller.ts';
import { World } from './world.ts';

@Global()
@Module({})
class WorldModule {}

@Module({})
export class AppModule {
  static of(world: World): DynamicModule {
    const around = {
      module: WorldModule,
      providers: [{ provide: World, useValue: world }, Metrics, Hints],
      exports: [World, Metrics, Hints],
    };
    return {
      module: AppModule,
      imports: [around, DiscoveryModule, ...features],
      controllers: [OpenapiController],
      providers: [{ provide: APP_INTERCEPTOR, useClass: Idempotency }],
    };
  }
}
