import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Condition } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { World } from '../app/world.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import type { ScopeFields } from '../loops/known-fields.ts';
import { Concerns, Drawn } from './concerns.ts';
import type { Concern } from './concerns.ts';
import { wordsOf } from './flow-words.ts';
import { LatestFeedback } from './latest-feedback.ts';
import type { Matching } from './latest-feedback.ts';

const Asked = z.strictObject({ condition: Condition });

/** What somebody who draws a flow needs to know of the workspace. */
@Controller('api/flows')
export class DrawingController {
  constructor(
    private readonly world: World,
    private readonly latest: LatestFeedback,
    private readonly concerns: Concerns,
  ) {}

  @Get('words')
  @Door(
    'viewer',
    'What sentences and checks of flows speak of: each shelf with its keys and names, templates with what they say, the house rules.',
  )
  async words() {
    const { houseRules, ...shelves } = await wordsOf(this.world.db);
    const listed = Object.entries(shelves).map(([shelf, all]) => [shelf, [...all].map(([key, facts]) => ({ key, ...facts }))]);
    return { shelves: Object.fromEntries(listed) as Record<keyof typeof shelves, { key: string }[]>, houseRules };
  }

  @Get('fields')
  @Door('viewer', 'What is known of the people who spoke last: what a condition of a flow can ask.')
  fields(): Promise<ScopeFields> {
    return this.latest.fields();
  }

  @Post('matching')
  @HttpCode(200)
  @Door('viewer', 'How many of the people who spoke last a condition is true for; nothing is stored.')
  matching(@Body({ schema: Asked }) { condition }: z.output<typeof Asked>): Promise<Matching> {
    return this.latest.matching(condition);
  }

  @Post('concerns')
  @HttpCode(200)
  @Door('viewer', 'Whom the steps of a draft concern, and which other flows; nothing is stored.')
  async concerning(@Body({ schema: Drawn }) body: z.output<typeof Drawn>, @By() by: Caller): Promise<{ items: Concern[]; next: null }> {
    return { items: await this.concerns.of(body, by.demo), next: null };
  }
}
