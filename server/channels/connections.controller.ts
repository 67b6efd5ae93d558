import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { QueryFilter } from 'mongoose';
import { z } from 'zod';
import { listQuery, pageOf } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import { Door } from '../doors/door.ts';
import { ConnectionInput, Connections } from './connections.ts';
import type { ShownConnection } from './connections.ts';
import { ConnectionsTrial } from './connections-trial.ts';
import type { Trial } from './connections-trial.ts';
import type { NoticeDoc } from './notice.schema.ts';
import { TeamInput, Teams } from './teams.ts';
import type { ShownTeam } from './teams.ts';

const ListNotices = listQuery({
  team: z.string().max(120).optional(),
  state: z.enum(['wanted', 'delivered', 'failed']).optional(),
});
const shownNotice = (
  { _id: id, team, loop: loopId, text, state, via, dueAt, createdAt, deliveredAt, code }: NoticeDoc,
  names: ReadonlyMap<string, string>,
) => ({
  id,
  team,
  teamName: names.get(team) ?? team,
  loopId,
  text,
  state,
  via,
  code,
  dueAt,
  createdAt,
  deliveredAt,
});

@Controller('api')
export class ConnectionsController {
  constructor(
    private readonly world: World,
    private readonly connections: Connections,
    private readonly teams: Teams,
    private readonly trial: ConnectionsTrial,
  ) {}

  @Get('connections')
  @Door('designer', 'The systems that flows may call, without their secrets.')
  async listConnections(): Promise<PageOf<ShownConnection>> {
    return { items: await this.connections.list(), next: null };
  }

  @Put('connections/:key')
  @Door('admin', 'Sets a system that flows may call; its secret signs and is never shown.')
  putConnection(
    @Param('key') key: string,
    @Body({ schema: ConnectionInput }) body: z.output<typeof ConnectionInput>,
  ): Promise<ShownConnection> {
    return this.connections.put(key, body);
  }

  @Post('connections/:key/test')
  @HttpCode(200)
  @Door('admin', 'Calls a connection once, signed as in earnest and with nothing about anybody, and tells what came back.')
  tryConnection(@Param('key') key: string): Promise<Trial> {
    return this.trial.ofConnection(key);
  }

  @Get('teams')
  @Door('designer', 'The teams that flows may tell.')
  async listTeams(): Promise<PageOf<ShownTeam>> {
    return { items: await this.teams.list(), next: null };
  }

  @Put('teams/:key')
  @Door('admin', 'Sets a team and where it is told: by mail, by webhook, or kept here.')
  putTeam(@Param('key') key: string, @Body({ schema: TeamInput }) body: z.output<typeof TeamInput>): Promise<ShownTeam> {
    return this.teams.put(key, body);
  }

  @Post('teams/:key/test')
  @HttpCode(200)
  @Door('admin', 'Calls the webhook of a team once, signed as in earnest and with nothing about anybody, and tells what came back.')
  tryTeam(@Param('key') key: string): Promise<Trial> {
    return this.trial.ofTeam(key);
  }

  @Get('notices')
  @Door('agent', 'What teams were told, newest first.')
  async notices(
    @Query({ schema: ListNotices }) { team, state, ...query }: z.output<typeof ListNotices>,
  ): Promise<PageOf<ReturnType<typeof shownNotice>>> {
    const filter: QueryFilter<NoticeDoc> = { ...(team === undefined ? {} : { team }), ...(state === undefined ? {} : { state }) };
    const names = new Map((await this.teams.list()).map(({ key, name }) => [key, name]));
    return pageOf(this.world.db.notices, filter, 'createdAt', query, (doc: NoticeDoc) => shownNotice(doc, names));
  }
}
