import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Condition, Key, conditionWords } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { listQuery } from '../app/page.ts';
import { Door } from '../doors/door.ts';
import type { ScopeFields } from '../loops/known-fields.ts';
import { Audiences } from './audience.ts';
import type { Audience } from './audience.ts';
import type { ImprovementDoc } from './improvement.schema.ts';
import { Improvements } from './improvements.ts';
import { Scoping } from './scope-fields.ts';
import { storedScope } from './scope.ts';

const Id = z.string().min(1).max(200);
const Themes = z.array(Key).min(1).max(50);
const ONE_OF_BOTH = 'name an improvement, or the themes of one that is not recorded yet';
const Tentative = z
  .strictObject({ improvement: Id.optional(), themes: Themes.optional(), scope: Condition.nullable() })
  .refine(({ improvement, themes }) => (improvement === undefined) !== (themes === undefined), ONE_OF_BOTH);
const OfTentative = listQuery({});
const OfFields = z
  .strictObject({ improvement: Id.optional(), themes: z.string().min(1).max(5000).optional() })
  .refine(({ improvement, themes }) => (improvement === undefined) !== (themes === undefined), ONE_OF_BOTH);

/** Whom an improvement would reach if it held for others than it does. */
@Controller('api/audience')
export class AudienceController {
  constructor(
    private readonly improvements: Improvements,
    private readonly audiences: Audiences,
    private readonly scoping: Scoping,
  ) {}

  @Post()
  @HttpCode(200)
  @Door('viewer', 'Who would be told of an improvement, recorded or not, if its scope were this one; nothing is stored.')
  async tentative(
    @Body({ schema: Tentative }) { scope: given, ...which }: z.output<typeof Tentative>,
    @Query({ schema: OfTentative }) query: z.output<typeof OfTentative>,
  ): Promise<Audience & { scopeWords: string | null }> {
    const scope = storedScope(given);
    const audience = await this.audiences.of({ ...(await this.which(which)), scope }, query);
    return { ...audience, scopeWords: scope && conditionWords(scope, 'whose') };
  }

  @Get('fields')
  @Door(
    'viewer',
    'What is known of those who wait for an improvement, or for the themes of one, divided by commas: what its scope can ask.',
  )
  async fields(@Query({ schema: OfFields }) { improvement, themes }: z.output<typeof OfFields>): Promise<ScopeFields> {
    return this.scoping.fieldsOf(await this.which({ improvement, themes: themes?.split(',') }));
  }

  private which({ improvement, themes }: { improvement?: string | undefined; themes?: string[] | undefined }): Promise<ImprovementDoc> {
    return improvement === undefined ? this.improvements.unrecorded(themes ?? []) : this.improvements.find(improvement);
  }
}
