import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import { act, Audit } from '../audit/act.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { task } from './subject.ts';
import { overdue } from './overdue.ts';
import { Settled, Tasks } from './tasks.ts';
import type { ShownTask } from './tasks.ts';

const ListTasks = listQuery({
  state: z.enum(['open', 'overdue', 'done', 'not-done']).optional(),
  owner: z.string().max(200).optional(),
  loop: z.string().max(200).optional(),
});

@Controller('api/tasks')
export class TasksController {
  constructor(
    private readonly world: World,
    private readonly tasks: Tasks,
  ) {}

  @Get()
  @Door('agent', 'What flows gave teams and people to do, newest first. An owner is written team:support or person:<id>.')
  list(@Query({ schema: ListTasks }) { state, owner, loop, ...query }: z.output<typeof ListTasks>): Promise<PageOf<ShownTask>> {
    const which = state === undefined ? {} : state === 'overdue' ? overdue(this.world.clock.now()) : { state };
    const given = { ...(owner === undefined ? {} : { owner }), ...(loop === undefined ? {} : { loop }) };
    return this.tasks.list({ ...which, ...given }, query);
  }

  @Post(':id/done')
  @HttpCode(200)
  @Door('agent', 'Says that a task is done; a loop that stands for it goes on.')
  @Audit(act(task, 'said that {it} is done'))
  done(@Param('id') id: string, @Body({ schema: Settled }) body: z.output<typeof Settled>, @By() by: Caller): Promise<ShownTask> {
    return this.tasks.settle(id, 'done', body, by.name);
  }

  @Post(':id/not-done')
  @HttpCode(200)
  @Door('agent', 'Says that a task is not done and will not be; a loop that stands for it goes on.')
  @Audit(act(task, 'said that {it} is not done'))
  notDone(@Param('id') id: string, @Body({ schema: Settled }) body: z.output<typeof Settled>, @By() by: Caller): Promise<ShownTask> {
    return this.tasks.settle(id, 'not-done', body, by.name);
  }
}
