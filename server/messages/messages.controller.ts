import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { MessageState } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { act, Audit } from '../audit/act.ts';
import { message } from '../audit/acts/subjects.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { AlikeMessages } from './alike.ts';
import type { Alike, HeldGroup } from './alike.ts';
import { EditMessage, Editing } from './edit.ts';
import { Messages } from './messages.ts';
import type { Approved } from './messages.ts';
import { OutboxCounts, StopMany, Unstop } from './outbox-counts.ts';
import type { Stopped } from './outbox-counts.ts';
import type { ShownMessage } from './shown.ts';
import { ToldFeed } from './told.ts';
import type { Told } from './told.ts';
import { Settle, Unknowns } from './unknowns.ts';

const id = z.string().min(1).max(200).optional();
const ListMessages = listQuery({ loop: id, customer: id, improvement: id, flow: id, state: MessageState.optional() });
const ApproveMany = z.strictObject({ ids: z.array(z.string().min(1).max(200)).min(1).max(500) });
const OfAlike = z.strictObject({ id: z.string().min(1).max(200) });
const OfTold = listQuery({ customer: z.string().min(1).max(200) });

@Controller('api')
export class MessagesController {
  constructor(
    private readonly messages: Messages,
    private readonly told: ToldFeed,
    private readonly unknowns: Unknowns,
    private readonly counts: OutboxCounts,
    private readonly alike: AlikeMessages,
    private readonly editing: Editing,
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

  @Get('messages/counts')
  @Door('viewer', 'How many messages are in each state.')
  count(): Promise<Record<MessageState, number>> {
    return this.counts.byState();
  }

  @Get('messages/alike')
  @Door('viewer', 'What waits for the same look as this message, and which of it to open first.')
  likeIt(@Query({ schema: OfAlike }) { id }: z.output<typeof OfAlike>): Promise<Alike> {
    return this.alike.of(id);
  }

  @Get('messages/held')
  @Door('viewer', 'What waits for a look, those alike together, what waits longest first.')
  held(): Promise<{ items: HeldGroup[] }> {
    return this.alike.groups();
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
    return this.messages.approveMany(ids, by);
  }

  @Post('messages/:id/approve')
  @HttpCode(200)
  @Door('approver', 'Approves a message that waits for a look; its text is frozen.')
  approve(@Param('id') id: string, @By() by: Caller): Promise<ShownMessage> {
    return this.messages.approve(id, by);
  }

  @Post('messages/:id/decline')
  @HttpCode(200)
  @Door('approver', 'Says no to a message that waits for approval; where one text is for all of them, to all of it.')
  @Audit(act(message, 'declined {it}'))
  decline(@Param('id') id: string, @By() by: Caller): Promise<ShownMessage> {
    return this.messages.decline(id, by);
  }

  @Post('messages/:id/edit')
  @HttpCode(200)
  @Door('approver', 'Puts a message that waits for a look in other words; its claim, its links and its last lines stay as they are.')
  async edit(
    @Param('id') id: string,
    @Body({ schema: EditMessage }) body: z.output<typeof EditMessage>,
    @By() by: Caller,
  ): Promise<ShownMessage> {
    await this.editing.edit(id, body, by);
    return this.messages.read(id);
  }

  @Post('messages/:id/stop')
  @HttpCode(200)
  @Door('agent', 'Stops a message that has not left.')
  stop(@Param('id') id: string): Promise<ShownMessage> {
    return this.messages.stop(id);
  }

  @Post('messages/stop')
  @HttpCode(200)
  @Door('agent', 'Stops several messages that have not left: these, or all of an improvement, a flow or a state.')
  stopMany(@Body({ schema: StopMany }) which: z.output<typeof StopMany>): Promise<Stopped> {
    return this.counts.stop(which);
  }

  @Post('messages/unstop')
  @HttpCode(200)
  @Door('agent', 'Takes back that messages were stopped, while that can be: for some seconds, unless they are due sooner.')
  unstop(@Body({ schema: Unstop }) which: z.output<typeof Unstop>): Promise<{ back: number }> {
    return this.counts.unstop(which);
  }

  @Post('messages/:id/settle')
  @HttpCode(200)
  @Door('agent', 'Says what to make of a message of which nobody knows whether it arrived.')
  async settle(@Param('id') id: string, @Body({ schema: Settle }) body: z.output<typeof Settle>, @By() by: Caller): Promise<ShownMessage> {
    await this.unknowns.settle(id, body, by.name);
    return this.messages.read(id);
  }

  @Get('told')
  @Door('viewer', 'What a customer was told, for a feed in your own app.')
  feed(@Query({ schema: OfTold }) { customer, ...query }: z.output<typeof OfTold>): Promise<PageOf<Told>> {
    return this.told.of(customer, query);
  }
}
