import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { z } from 'zod';
import { World } from '../app/world.ts';
import { Door } from '../doors/door.ts';
import { houseRules } from './house-rules.ts';
import type { HouseRulesDoc } from './house-rules.schema.ts';
import { HouseRulesPatch } from './patch.ts';

type Shown = Omit<HouseRulesDoc, '_id'> & { warnings: string[] };

@Controller('api/house-rules')
export class HouseRulesController {
  constructor(private readonly world: World) {}

  @Get()
  @Door('viewer', 'What holds for every flow.')
  async read(): Promise<Shown> {
    return this.shown(await houseRules(this.world.db));
  }

  @Patch()
  @Door('admin', 'Changes what holds for every flow, from the next message on.')
  async change(@Body({ schema: HouseRulesPatch }) patch: z.output<typeof HouseRulesPatch>): Promise<Shown> {
    const { _id, ...before } = await houseRules(this.world.db);
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const first = Object.fromEntries(Object.entries(before).filter(([name]) => !(name in given)));
    await this.world.db.houseRules.updateOne({ _id }, { $set: given, $setOnInsert: first }, { upsert: true });
    return this.shown(await houseRules(this.world.db));
  }

  private shown({ _id, ...rules }: HouseRulesDoc): Shown {
    const { smtp, publicUrl } = this.world.config;
    return {
      ...rules,
      warnings: [
        ...(smtp ? [] : ['Messages by email are kept here: no mail server.']),
        ...(rules.sender?.postalAddress ? [] : ['Messages carry no postal address: give sender.postalAddress.']),
        ...(smtp && !publicUrl.startsWith('https://') ? ['Mail can be stopped by mail only: PUBLIC_URL is not https.'] : []),
      ],
    };
  }
}
