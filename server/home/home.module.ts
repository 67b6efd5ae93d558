import { Module } from '@nestjs/common';
import { DemoRemoving } from './demo-removing.ts';
import { HomeController } from './home.controller.ts';
import { Home } from './home.ts';

@Module({ controllers: [HomeController], providers: [Home, DemoRemoving] })
export class HomeModule {}
