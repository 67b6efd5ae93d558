import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { VERSION } from '../app/version.ts';
import { Door } from '../doors/door.ts';
import { Metrics } from './metrics.ts';
import { ReadinessChecks } from './readiness.ts';
import type { Readiness } from './readiness.ts';

@Controller()
export class HealthController {
  constructor(
    private readonly checks: ReadinessChecks,
    private readonly metrics: Metrics,
  ) {}

  @Get('api/health')
  @Door('open', 'Whether this process is alive.')
  health(): { alive: true; version: string } {
    return { alive: true, version: VERSION };
  }

  @Get('api/ready')
  @Door('open', 'Whether feedback can be taken and loops can walk; 503 when not.')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.checks.look();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Door('viewer', 'Figures of this process for Prometheus.')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
