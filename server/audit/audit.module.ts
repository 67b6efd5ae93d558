import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { AuditController } from './audit.controller.ts';
import { Auditing } from './auditing.ts';
import { Audits } from './audits.ts';

@Module({
  imports: [DiscoveryModule],
  controllers: [AuditController],
  providers: [Audits, { provide: APP_INTERCEPTOR, useClass: Auditing }],
})
export class AuditModule {}
