import { Module } from '@nestjs/common';
import { ThemesController } from './themes.controller.ts';
import { Themes } from './themes.ts';

@Module({ controllers: [ThemesController], providers: [Themes] })
export class ThemesModule {}
