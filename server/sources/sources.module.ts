import { Module } from '@nestjs/common';
import { SourcesController } from './sources.controller.ts';
import { Sources } from './sources.ts';

@Module({ controllers: [SourcesController], providers: [Sources], exports: [Sources] })
export class SourcesModule {}
