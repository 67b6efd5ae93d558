import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { plainly } from '../customers/search-terms.ts';
import { Door } from '../doors/door.ts';
import { Search } from './search.ts';
import type { Finding } from './search.ts';

const Sought = z.strictObject({
  q: z
    .string('write what to look for')
    .max(200)
    .refine((typed) => plainly(typed) !== '', 'write what to look for'),
});

@Controller('api/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  @Get()
  @Door('viewer', 'Finds customers, improvements, themes, flows and templates by how a word of them begins.')
  find(@Query({ schema: Sought }) { q }: z.output<typeof Sought>): Promise<Finding> {
    return this.search.find(q);
  }
}
