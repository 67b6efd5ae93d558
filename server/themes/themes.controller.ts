import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Theme } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { Themes } from './themes.ts';
import type { ShownTheme } from './themes.ts';

const ListThemes = listQuery({});
const { name, description, noun, examples } = Theme.shape;
const ThemePatch = z.strictObject({
  name: name.optional(),
  description: description.unwrap().optional(),
  noun: noun.unwrap().optional(),
  examples: examples.unwrap().optional(),
});

@Controller('api/themes')
export class ThemesController {
  constructor(private readonly themes: Themes) {}

  @Get()
  @Door('viewer', 'Lists the themes, newest first.')
  list(@Query({ schema: ListThemes }) query: z.output<typeof ListThemes>): Promise<PageOf<ShownTheme>> {
    return this.themes.list(query);
  }

  @Post()
  @Door('designer', 'Makes a theme.')
  @Creates()
  make(@Body({ schema: Theme }) theme: Theme, @By() by: Caller): Promise<ShownTheme> {
    return this.themes.make(theme, by.demo);
  }

  @Patch(':key')
  @Door('designer', 'Changes how a theme is named, described and spoken of.')
  change(@Param('key') key: string, @Body({ schema: ThemePatch }) patch: z.output<typeof ThemePatch>): Promise<ShownTheme> {
    return this.themes.change(key, patch);
  }
}
