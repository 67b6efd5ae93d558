import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Decline, ImprovementInput, ImprovementPatch, ImprovementState, Retract, Ship, Verify } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery, pageOf } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { Improvements } from './improvements.ts';
import { Life } from './life.ts';
import { shownImprovement } from './shown.ts';
import type { ShownImprovement } from './shown.ts';

const ListImprovements = listQuery({ theme: z.string().max(120).optional(), state: ImprovementState.optional() });

@Controller('api/improvements')
export class ImprovementsController {
  constructor(
    private readonly world: World,
    private readonly improvements: Improvements,
    private readonly life: Life,
  ) {}

  @Post()
  @Door('maker', 'Records an improvement; it is planned at first.')
  @Creates()
  async create(@Body({ schema: ImprovementInput }) body: z.output<typeof ImprovementInput>, @By() by: Caller): Promise<ShownImprovement> {
    return this.shown(await this.improvements.create(body, by));
  }

  @Get()
  @Door('viewer', 'Lists improvements, newest first.')
  list(@Query({ schema: ListImprovements }) query: z.output<typeof ListImprovements>): Promise<PageOf<ShownImprovement>> {
    const now = this.world.clock.now();
    const over = { expiresAt: { $ne: null, $lte: now } };
    const state =
      query.state === undefined
        ? {}
        : query.state === 'expired'
          ? { state: 'verified' as const, ...over }
          : { state: query.state, ...(query.state === 'verified' ? { $nor: [over] } : {}) };
    const filter = { ...(query.theme === undefined ? {} : { themes: query.theme }), ...state };
    return pageOf(this.world.db.improvements, filter, 'createdAt', query, (doc: ImprovementDoc) => shownImprovement(doc, now));
  }

  @Get(':id')
  @Door('viewer', 'One improvement.')
  async read(@Param('id') id: string): Promise<ShownImprovement> {
    return this.shown(await this.improvements.find(id));
  }

  @Patch(':id')
  @Door(
    'maker',
    'Changes an improvement; a change of whom it covers is released anew. What is verified is changed only by who may verify it.',
  )
  async patch(@Param('id') id: string, @Body({ schema: ImprovementPatch }) body: z.output<typeof ImprovementPatch>, @By() by: Caller) {
    return this.life
      .patch(id, body, by)
      .then(({ doc, told }) => ({ ...this.shown(doc), ...(told ? { toldAndNoLongerCovered: told } : {}) }));
  }

  @Post(':id/ship')
  @HttpCode(200)
  @Door('maker', 'Says that it shipped, now or earlier.')
  async ship(@Param('id') id: string, @Body({ schema: Ship }) body: z.output<typeof Ship>, @By() by: Caller): Promise<ShownImprovement> {
    return this.shown(await this.life.ship(id, body, by));
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Door(
    'maker',
    'Says that it holds, with evidence: everybody it is true for is told. A maker does not do so for what they recorded or shipped.',
  )
  async verify(@Param('id') id: string, @Body({ schema: Verify }) body: z.output<typeof Verify>, @By() by: Caller) {
    const shown = this.shown(await this.life.verify(id, body, by));
    return this.world.config.smtp ? shown : { ...shown, warnings: ['Messages by email are kept here: no mail server.'] };
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Door('maker', 'Says that it was decided against, with the reason customers hear.')
  async decline(@Param('id') id: string, @Body({ schema: Decline }) body: z.output<typeof Decline>): Promise<ShownImprovement> {
    return this.shown(await this.life.decline(id, body));
  }

  @Post(':id/retract')
  @HttpCode(200)
  @Door('maker', 'Takes it back: queued messages stop at once, and those told get a correction where wanted.')
  async retract(@Param('id') id: string, @Body({ schema: Retract }) body: z.output<typeof Retract>) {
    const { doc, recalled } = await this.life.retract(id, body);
    return { ...this.shown(doc), ...recalled };
  }

  private shown(doc: ImprovementDoc): ShownImprovement {
    return shownImprovement(doc, this.world.clock.now());
  }
}
