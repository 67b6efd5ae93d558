import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audit, untold } from '../audit/act.ts';
import { noSuchLinkPage, STOP_PAGE_POLICY } from '../channels/stop-page.ts';
import { Door } from '../doors/door.ts';
import { answerPage } from './answer-page.ts';
import { Answering } from './answering.ts';

const Preselected = z.strictObject({ is: z.string().max(2).optional() });
const Answer = z.strictObject({ says: z.string().max(2).optional(), text: z.string().max(10_000).optional() }).nullish();
const given = (text: string | undefined): number | null => (text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : null);

/** Scanners follow every link of a mail; only pressing the button of the page answers. */
@Controller('a')
export class AnswerController {
  constructor(private readonly answering: Answering) {}

  @Get(':token')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', STOP_PAGE_POLICY)
  @Door('open', 'A page on which a customer answers a message; opening it answers nothing.')
  async ask(
    @Param('token') token: string,
    @Query({ schema: Preselected }) { is }: z.output<typeof Preselected>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = await this.answering.asked(token);
    if (!asked) return none(reply);
    return answerPage(asked.language, asked.choices, given(is), false);
  }

  @Post(':token')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', STOP_PAGE_POLICY)
  @Door('open', 'Takes the answer of whoever got this message, without signing in; the latest counts, the same again changes nothing.')
  @Audit(untold('a customer answered, which the answer itself tells'))
  async answer(
    @Param('token') token: string,
    @Body({ schema: Answer }) body: z.output<typeof Answer>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = await this.answering.asked(token);
    if (!asked) return none(reply);
    const number = given(body?.says);
    const done = number !== null && (await this.answering.answer(asked, number, body?.text ?? null));
    return answerPage(asked.language, asked.choices, done ? number : null, done);
  }
}

function none(reply: FastifyReply): string {
  void reply.status(404);
  return noSuchLinkPage();
}
