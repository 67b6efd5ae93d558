import { Controller, Get } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Door } from '../doors/door.ts';
import { openapiOf } from './openapi.ts';
import { routesOf } from './routes.ts';
import type { ControllerClass, Route } from './routes.ts';
import { VERSION } from './version.ts';

@Controller('api/openapi.json')
export class OpenapiController {
  private readonly document: Record<string, unknown>;

  constructor(discovery: DiscoveryService) {
    this.document = openapiOf(allRoutes(discovery), VERSION);
  }

  @Get()
  @Door('open', 'This description of the API.')
  read(): Record<string, unknown> {
    return this.document;
  }
}

export const allRoutes = (discovery: DiscoveryService): Route[] =>
  discovery.getControllers().flatMap((wrapper) => routesOf(wrapper.metatype as ControllerClass));
