import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Key } from '@loopwright/workflows/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { listQuery } from '../../app/page.ts';
import type { PageOf } from '../../app/page.ts';
import { Refusal } from '../../app/refusal.ts';
import { World } from '../../app/world.ts';
import { act, Audit, untold } from '../../audit/act.ts';
import type { Subject } from '../../audit/act.ts';
import { By, Door } from '../../doors/door.ts';
import type { Caller } from '../../doors/door.ts';
import { takeFiles } from './bodies.ts';
import { DryRuns } from './dry-run.ts';
import type { DryRun } from './dry-run.ts';
import type { ImportDoc } from './import.schema.ts';
import { Imports } from './imports.ts';
import { refusedCsv } from './kept-refused.ts';
import { GivenMapping } from './mapping.ts';
import type { ShownImport } from './shown-import.ts';

const Flag = z.enum(['true', 'false']).default('false');
const AsJson = z
  .string()
  .max(12_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'write the mapping as JSON' });
      return z.NEVER;
    }
  });
const TakeImport = z.strictObject({
  source: Key,
  mapping: AsJson.pipe(GivenMapping).optional(),
  'dry-run': Flag,
  partial: Flag,
  start: Flag,
  id: z
    .string()
    .regex(/^[\w-]{8,60}$/, 'an id has 8 to 60 letters, digits, dashes and underscores')
    .optional(),
  name: z.string().max(200).optional(),
});
const ListImports = listQuery({ source: Key.optional() });

const subject: Subject<ImportDoc> = {
  kind: 'import',
  find: (db, id) => db.imports.findById(id).lean<ImportDoc | null>(),
  words: ({ source }) => `an import for “${source}”`,
  fields: () => ({}),
};

@Controller('api/feedback')
export class ImportsController implements OnModuleInit {
  constructor(
    private readonly world: World,
    private readonly imports: Imports,
    private readonly dryRuns: DryRuns,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    takeFiles(this.host.httpAdapter.getInstance<FastifyInstance>(), '/api/feedback/import');
  }

  @Post('import')
  @HttpCode(200)
  @Door(
    'agent',
    'Takes feedback as a CSV file or plain lines, the body as it is (text/csv, text/plain); dry-run=true only says what would come in.',
  )
  @Audit(untold('a dry run changes nothing, and an import is told when it ends, however it ends'))
  async take(
    @Req() request: FastifyRequest,
    @Query({ schema: TakeImport }) query: z.output<typeof TakeImport>,
    @By() by: Caller,
  ): Promise<ShownImport | DryRun> {
    const { body } = request;
    if (!(body instanceof Readable)) throw new Refusal(415, 'media-type', 'Send the file itself as the body, as text/csv or text/plain.');
    const stream = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
    const { source, id = null, name = null, start } = query;
    const given = query.mapping ?? {};
    const length = Number(request.headers['content-length'] ?? NaN);
    try {
      if (query['dry-run'] === 'true') return await this.dryRuns.run(stream, { source, given, partial: query.partial === 'true' }, by);
      return await this.imports.take(stream, { source, given, start: start === 'true', id, name, size: length || null }, by);
    } finally {
      void readToItsEnd(stream);
    }
  }

  @Get('imports')
  @Door('viewer', 'Lists the imports of feedback, newest first.')
  list(@Query({ schema: ListImports }) query: z.output<typeof ListImports>): Promise<PageOf<ShownImport>> {
    return this.imports.list(query);
  }

  @Get('imports/:id')
  @Door('viewer', 'Reads how far an import is, and what became of it.')
  read(@Param('id') id: string): Promise<ShownImport> {
    return this.imports.read(id);
  }

  @Post('imports/:id/cancel')
  @HttpCode(202)
  @Door('agent', 'Cancels an import that runs; what came in stays.')
  @Audit(act(subject, 'cancelled {it}'))
  cancel(@Param('id') id: string): Promise<ShownImport> {
    return this.imports.cancel(id);
  }

  @Get('imports/:id/refused')
  @Door('agent', 'The refused rows of an import as CSV with the reasons, to be mended and brought back; at most 10,000, for 7 days.')
  async refused(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const doc = await this.imports.find(id);
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="refused-${doc._id}.csv"`)
      .send(refusedCsv(this.world.db, doc));
  }
}

/** Whoever sends more than was needed can send it to its end, and then reads the answer. */
async function readToItsEnd(stream: AsyncIterator<Buffer>): Promise<void> {
  try {
    while (!(await stream.next()).done);
  } catch {
    // Whoever sent it went away.
  }
}
