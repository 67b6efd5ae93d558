import { Module } from '@nestjs/common';
import { AlikeMessages } from './alike.ts';
import { Editing } from './edit.ts';
import { MessagesController } from './messages.controller.ts';
import { Messages } from './messages.ts';
import { OutboxCounts } from './outbox-counts.ts';
import { ToldFeed } from './told.ts';
import { Unknowns } from './unknowns.ts';

@Module({ controllers: [MessagesController], providers: [Messages, ToldFeed, Unknowns, OutboxCounts, AlikeMessages, Editing] })
export class MessagesModule {}
