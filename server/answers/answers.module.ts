import { Module } from '@nestjs/common';
import { AnswerController } from './answer.controller.ts';
import { Answering } from './answering.ts';
import { AnswersController } from './answers.controller.ts';
import { Answers } from './answers.ts';

@Module({ controllers: [AnswerController, AnswersController], providers: [Answering, Answers] })
export class AnswersModule {}
