import { Controller, Get, HttpCode, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../app/refusal.ts';
import { Door } from '../doors/door.ts';
import { Live, STILL } from './live.ts';

const EVENTS = /text\/event-stream|\*\/\*/;

@Controller()
export class LiveController {
  constructor(private readonly live: Live) {}

  @Get('api/live')
  @Door('viewer', 'Server-sent events that say that something changed, and of which kind; never what.')
  async listen(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!EVENTS.test(request.headers.accept ?? ''))
      throw new Refusal(406, 'not-acceptable', 'This is a stream of events without end: ask for it with `Accept: text/event-stream`.');
    const events = await this.live.subscribe(request);
    void reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no').send(events);
  }

  @Get(STILL)
  @HttpCode(204)
  @Door('viewer', 'Whether this key or session may still listen.')
  still(): void {
    // Who came this far may.
  }
}
