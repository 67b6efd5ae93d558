import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { Audit, deed } from '../audit/act.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Answers } from './answers.ts';
import type { ShownAnswer } from './answers.ts';

const ListAnswers = listQuery({ state: z.enum(['late', 'unread']).optional(), loop: z.string().max(200).optional() });

@Controller('api/answers')
export class AnswersController {
  constructor(private readonly answers: Answers) {}

  @Get()
  @Door('agent', 'What customers answered by the links in messages, newest first; late ones came when nobody waited any more.')
  list(@Query({ schema: ListAnswers }) { state, loop, ...query }: z.output<typeof ListAnswers>): Promise<PageOf<ShownAnswer>> {
    const which = state === undefined ? {} : state === 'late' ? { late: true } : { late: true, readBy: null };
    return this.answers.list({ ...which, ...(loop === undefined ? {} : { loop }) }, query);
  }

  @Post(':id/read')
  @HttpCode(200)
  @Door('agent', 'Says that somebody has read an answer that came late.')
  @Audit(deed('read an answer that came late'))
  read(@Param('id') id: string, @By() by: Caller): Promise<ShownAnswer> {
    return this.answers.read(id, by.name);
  }
}
