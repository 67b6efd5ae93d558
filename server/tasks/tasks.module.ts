import { Module } from '@nestjs/common';
import { TasksController } from './tasks.controller.ts';
import { Tasks } from './tasks.ts';

@Module({ controllers: [TasksController], providers: [Tasks] })
export class TasksModule {}
