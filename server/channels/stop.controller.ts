import { Controller, Get, Header, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Door } from '../doors/door.ts';
import { noSuchLinkPage, STOP_PAGE_POLICY, stopPage } from './stop-page.ts';
import { Stopping } from './stopping.ts';

/** Mail programs press POST for the reader (RFC 8058); scanners only follow GET, which therefore stops nothing. */
@Controller('u')
export class StopController {
  constructor(private readonly stopping: Stopping) {}

  @Get(':token')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', STOP_PAGE_POLICY)
  @Door('open', 'A page with a button that stops messages; opening it stops nothing.')
  async ask(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const language = await this.stopping.languageOf(token);
    if (language === null) void reply.status(404);
    return language === null ? noSuchLinkPage() : stopPage(language, 'ask');
  }

  @Post(':token')
  @HttpCode(200)
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', STOP_PAGE_POLICY)
  @Door('open', 'Stops messages to the reader of this mail, without signing in; again changes nothing.')
  async stop(@Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const language = (await this.stopping.languageOf(token)) ?? 'en';
    if (await this.stopping.stop(token)) return stopPage(language, 'done');
    void reply.status(404);
    return noSuchLinkPage();
  }
}
