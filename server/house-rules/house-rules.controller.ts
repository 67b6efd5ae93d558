import { Body, Controller, Get, Patch } from '@nestjs/common';
import type { z } from 'zod';
import { World } from '../app/world.ts';
import { Door } from '../doors/door.ts';
import { houseRules } from './house-rules.ts';
import type { HouseRulesDoc } from './house-rules.schema.ts';
import { HouseRulesPatch } from './patch.ts';

/** What is missing, in words; `field` is where it is mended, null where that is not here. */
interface Warning {
  words: string;
  field: string | null;
}
type Shown = Omit<HouseRulesDoc, '_id'> & { warnings: Warning[] };

const NO_POSTAL_ADDRESS: Warning = {
  words: 'No postal address stands below your messages yet. In many countries the law wants one there.',
  field: 'sender.postalAddress',
};

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
        ...(smtp ? [] : [{ words: 'Messages by email are kept here: no mail server.', field: null }]),
        ...(rules.sender?.postalAddress ? [] : [NO_POSTAL_ADDRESS]),
        ...(smtp && !publicUrl.startsWith('https://')
          ? [{ words: 'Mail can be stopped by mail only: PUBLIC_URL is not https.', field: null }]
          : []),
      ],
    };
  }
}
