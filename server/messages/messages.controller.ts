import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { MessageState } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Messages } from './messages.ts';
import type { Approved } from './messages.ts';
import type { ShownMessage } from './shown.ts';
import { ToldFeed } from './told.ts';
import type { Told } from './told.ts';

const id = z.string().min(1).max(200).optional();
const ListMessages = listQuery({ loop: id, customer: id, improvement: id, state: MessageState.optional() });
const ApproveMany = z.strictObject({ ids: z.array(z.string().min(1).max(200)).min(1).max(500) });
const OfTold = listQuery({ customer: z.string().min(1).max(200) });

@Controller('api')
export class MessagesController {
  constructor(
    private readonly messages: Messages,
    private readonly told: ToldFeed,
  ) {}

  @Get('messages')
  @Door('viewer', 'The outbox, newest first.')
  list(
    @Query({ schema: ListMessages }) { limit, cursor, improvement, ...filter }: z.output<typeof ListMessages>,
  ): Promise<PageOf<ShownMessage>> {
    const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const claimed = improvement === undefined ? {} : { 'claim.improvement': improvement };
    return this.messages.list({ ...given, ...claimed }, { limit, cursor });
  }

  @Get('messages/:id')
  @Door('viewer', 'One message as it was rendered, and why it is where it is.')
  read(@Param('id') id: string): Promise<ShownMessage> {
    return this.messages.read(id);
  }

  @Post('messages/approve')
  @HttpCode(200)
  @Door('approver', 'Approves several messages that wait for a look.')
  approveMany(@Body({ schema: ApproveMany }) { ids }: z.output<typeof ApproveMany>, @By() by: Caller): Promise<Approved> {
    return this.messages.approveMany(ids, by.name);
  }

  @Post('messages/:id/approve')
  @HttpCode(200)
  @Door('approver', 'Approves a message that waits for a look; its text is frozen.')
  approve(@Param('id') id: string, @By() by: Caller): Promise<ShownMessage> {
    return this.messages.approve(id, by.name);
  }

  @Post('messages/:id/stop')
  @HttpCode(200)
  @Door('agent', 'Stops a message that has not left.')
  stop(@Param('id') id: string): Promise<ShownMessage> {
    return this.messages.stop(id);
  }

  @Get('told')
  @Door('viewer', 'What a customer was told, for a feed in your own app.')
  feed(@Query({ schema: OfTold }) { customer, ...query }: z.output<typeof OfTold>): Promise<PageOf<Told>> {
    return this.told.of(customer, query);
  }
}
