import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { Door } from '../doors/door.ts';
import { Audits } from './audits.ts';
import type { ShownAudit } from './audits.ts';

const ListAudit = listQuery({
  q: z.string().trim().min(1).max(200).optional(),
  by: z.string().min(1).max(60).optional(),
  about: z.string().min(1).max(300).optional(),
});

@Controller('api/audit')
export class AuditController {
  constructor(private readonly audits: Audits) {}

  @Get()
  @Door('admin', 'Who did what, newest first; found by words, by person or key, or by kind or kind:id of what it was done to.')
  list(@Query({ schema: ListAudit }) query: z.output<typeof ListAudit>): Promise<PageOf<ShownAudit>> {
    return this.audits.list(query);
  }
}
