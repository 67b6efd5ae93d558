import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { FeedbackInput, Feeling, Instant, Key, Stage } from '@loopwright/workflows/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TakesLines } from '../app/describe-body.ts';
import { Creates } from '../app/idempotency.ts';
import { listQuery } from '../app/page.ts';
import type { PageOf } from '../app/page.ts';
import { invalid, Refusal } from '../app/refusal.ts';
import { By, Door } from '../doors/door.ts';
import type { Caller } from '../doors/door.ts';
import { FeedbackCounts } from './feedback-counts.ts';
import type { Counts } from './feedback-counts.ts';
import { Feedback } from './feedback.ts';
import { Ingest } from './ingest.ts';
import type { Manner } from './ingest.ts';
import { add, LineIngest } from './line-ingest.ts';
import type { Answer } from './line-ingest.ts';
import type { ShownFeedback } from './shown-feedback.ts';
import { Tags } from './tags.ts';

const MOST_AT_ONCE = 1000;
const ListFeedback = listQuery({
  source: Key.optional(),
  externalId: z.string().max(200).optional(),
  stage: Stage.optional(),
  customer: z.string().max(60).optional(),
  theme: Key.optional(),
  feeling: Feeling.optional(),
  answerable: z.enum(['true', 'false']).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
});
const OfCounts = z.strictObject({ source: Key.optional() });
const Tagging = z.strictObject({ themes: z.array(Key).max(50), feeling: Feeling.optional() });

@Controller('api/feedback')
export class FeedbackController {
  constructor(
    private readonly feedback: Feedback,
    private readonly ingest: Ingest,
    private readonly lines: LineIngest,
    private readonly tags: Tags,
    private readonly counts: FeedbackCounts,
  ) {}

  @Post()
  @HttpCode(202)
  @Door('agent', 'Takes feedback: one object, an array of at most 1,000, or JSON lines without end.', 'sources')
  @TakesLines(FeedbackInput)
  @Creates()
  async take(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply, @By() by: Caller): Promise<Answer> {
    const { body } = request;
    const manner: Manner = { demo: by.demo, history: false };
    if (isStream(body)) return this.takeLines(body, reply, manner);
    if (Array.isArray(body)) return this.takeSome(body, manner);
    if (typeof body !== 'object' || body === null) throw new Refusal(400, 'not-json', 'Send a JSON object or an array of them.');
    const answer = await this.takeSome([body], manner);
    const [wrong] = answer.rejected;
    if (wrong) throw invalid(wrong.problems);
    return answer;
  }

  @Get()
  @Door('viewer', 'Lists feedback, newest first.')
  list(@Query({ schema: ListFeedback }) query: z.output<typeof ListFeedback>): Promise<PageOf<ShownFeedback>> {
    return this.feedback.list(query);
  }

  @Get('counts')
  @Door('viewer', 'How much feedback there is, by source, stage and feeling, and how much of it can be answered.')
  count(@Query({ schema: OfCounts }) { source }: z.output<typeof OfCounts>): Promise<Counts> {
    return this.counts.of(source ?? null);
  }

  @Get(':id')
  @Door('viewer', 'Reads one feedback, and which loops it is part of.')
  read(@Param('id') id: string): Promise<ShownFeedback> {
    return this.feedback.read(id);
  }

  @Put(':id/tags')
  @Door('agent', 'Says what a feedback is about: replaces its themes, and matches it to the flows again.')
  tag(@Param('id') id: string, @Body({ schema: Tagging }) tagging: z.output<typeof Tagging>): Promise<ShownFeedback> {
    return this.tags.put(id, tagging);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @Door('agent', 'Sends a stuck feedback on its way again.')
  retry(@Param('id') id: string): Promise<ShownFeedback> {
    return this.feedback.retry(id);
  }

  private async takeSome(values: readonly unknown[], manner: Manner): Promise<Answer & { ids: (string | null)[] }> {
    if (values.length > MOST_AT_ONCE)
      throw new Refusal(422, 'too-many', 'An array holds at most 1,000 objects; send more as application/x-ndjson.');
    const items = values.map((value, index) => ({ index, value }));
    const taken = await this.ingest.take(items, manner);
    const answer: Answer = { accepted: 0, duplicates: 0, rejected: [], rejectedCount: 0 };
    add(answer, taken);
    return { ...answer, ids: taken.ids };
  }

  private async takeLines(body: AsyncIterable<Buffer>, reply: FastifyReply, manner: Manner): Promise<Answer> {
    try {
      return await this.lines.take(body, manner);
    } catch (error) {
      void reply.header('connection', 'close');
      throw error;
    }
  }
}

const isStream = (body: unknown): body is AsyncIterable<Buffer> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
