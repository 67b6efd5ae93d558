import { Module } from '@nestjs/common';
import { MessagesController } from './messages.controller.ts';
import { Messages } from './messages.ts';
import { ToldFeed } from './told.ts';

@Module({ controllers: [MessagesController], providers: [Messages, ToldFeed] })
export class MessagesModule {}
