import { Module } from '@nestjs/common';
import { ConnectionsController } from './connections.controller.ts';
import { ConnectionsTrial } from './connections-trial.ts';
import { Connections } from './connections.ts';
import { StopController } from './stop.controller.ts';
import { Stopping } from './stopping.ts';
import { Teams } from './teams.ts';

@Module({ controllers: [ConnectionsController, StopController], providers: [Connections, ConnectionsTrial, Teams, Stopping] })
export class ChannelsModule {}
