import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Flow, Instant } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { Audit, untold } from '../audit/act.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Backtests } from './backtests.ts';
import type { ShownBacktest } from './shown-backtest.ts';

const Begin = z.strictObject({ from: Instant.optional(), to: Instant.optional(), draft: Flow.optional() });
const ListBacktests = listQuery({});
const Behind = z.strictObject({ side: z.enum(['draft', 'live']).default('draft'), key: z.string().max(300) });

@Controller('api/flows')
export class BacktestsController {
  constructor(private readonly backtests: Backtests) {}

  @Post(':id/backtest')
  @HttpCode(202)
  @Door('designer', 'Plays a flow on past feedback in the background, the draft beside what is live; reaches nobody.')
  @Creates()
  @Audit(untold('it reaches nobody, and its result says who asked for it'))
  begin(@Param('id') id: string, @Body({ schema: Begin }) body: z.output<typeof Begin>, @By() by: Caller): Promise<ShownBacktest> {
    return this.backtests.begin(id, body, by);
  }

  @Get(':id/backtests')
  @Door('viewer', 'The backtests of a flow, newest first; the last twenty are kept.')
  list(@Param('id') id: string, @Query({ schema: ListBacktests }) query: z.output<typeof ListBacktests>): Promise<PageOf<ShownBacktest>> {
    return this.backtests.list(id, query);
  }

  @Get(':id/backtests/:run')
  @Door('viewer', 'How far a backtest is, and what came of it.')
  read(@Param('id') id: string, @Param('run') run: string): Promise<ShownBacktest> {
    return this.backtests.read(id, run);
  }

  @Get(':id/backtests/:run/people')
  @Door('viewer', 'The first 200 people behind one number of a backtest.')
  behind(@Param('id') id: string, @Param('run') run: string, @Query({ schema: Behind }) query: z.output<typeof Behind>) {
    return this.backtests.behind(id, run, query.side, query.key);
  }

  @Delete(':id/backtests/:run')
  @HttpCode(204)
  @Door('designer', 'Cancels a backtest that runs; forgets one that is over.')
  @Audit(untold('a backtest reaches nobody'))
  remove(@Param('id') id: string, @Param('run') run: string): Promise<void> {
    return this.backtests.remove(id, run);
  }
}
