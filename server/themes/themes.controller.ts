import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Theme } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { World } from '../app/world.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { nounSamples } from './theme-sentences.ts';
import type { NounSample } from './theme-sentences.ts';
import { Themes } from './themes.ts';
import type { ShownTheme } from './themes.ts';

const ListThemes = listQuery({ figures: z.enum(['true', 'false']).default('false') });
const { name, description, noun, examples } = Theme.shape;
const ThemePatch = z.strictObject({
  name: name.optional(),
  description: description.unwrap().optional(),
  noun: noun.unwrap().optional(),
  examples: examples.unwrap().optional(),
});
const MOST_LANGUAGES = 50;
const SampledNoun = z.strictObject({
  name,
  noun: noun.unwrap().refine((all) => Object.keys(all).length <= MOST_LANGUAGES, `at most ${String(MOST_LANGUAGES)} languages`),
});

@Controller('api')
export class ThemesController {
  constructor(
    private readonly world: World,
    private readonly themes: Themes,
  ) {}

  @Get('themes')
  @Door('viewer', 'Lists the themes, newest first; with figures=true how much feedback each has and how many people wait.')
  list(@Query({ schema: ListThemes }) { figures, ...query }: z.output<typeof ListThemes>): Promise<PageOf<ShownTheme>> {
    return this.themes.list(query, figures === 'true');
  }

  @Get('themes/:key')
  @Door('viewer', 'One theme, with how much feedback it has and how many people wait.')
  read(@Param('key') key: string): Promise<ShownTheme> {
    return this.themes.read(key);
  }

  @Post('themes')
  @Door('designer', 'Makes a theme.')
  @Creates()
  make(@Body({ schema: Theme }) theme: Theme, @By() by: Caller): Promise<ShownTheme> {
    return this.themes.make(theme, by.demo);
  }

  @Patch('themes/:key')
  @Door('designer', 'Changes how a theme is named, described and spoken of.')
  change(@Param('key') key: string, @Body({ schema: ThemePatch }) patch: z.output<typeof ThemePatch>): Promise<ShownTheme> {
    return this.themes.change(key, patch);
  }

  @Delete('themes/:key')
  @HttpCode(204)
  @Door('designer', 'Deletes a theme that no feedback, improvement or flow is about.')
  remove(@Param('key') key: string): Promise<void> {
    return this.themes.remove(key);
  }

  @Post('theme-samples')
  @HttpCode(200)
  @Door('viewer', 'Two sentences in each language with a noun in them, as messages render it; stores nothing.')
  samples(@Body({ schema: SampledNoun }) body: z.output<typeof SampledNoun>): { items: NounSample[] } {
    return { items: nounSamples(body.name, body.noun, this.world.clock.now()) };
  }
}
