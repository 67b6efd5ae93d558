import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PeopleModule } from '../people/people.module.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { Guard } from './guard.ts';
import { KeyGuesses } from './key-guesses.ts';
import { KeysController } from './keys.controller.ts';
import { Keys } from './keys.ts';

@Global()
@Module({
  imports: [PeopleModule],
  controllers: [KeysController],
  providers: [Keys, KeyGuesses, Doorkeeper, { provide: APP_GUARD, useClass: Guard }],
})
export class DoorsModule {}
