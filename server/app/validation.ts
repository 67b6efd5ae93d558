import { StandardSchemaValidationPipe } from '@nestjs/common';
import type { z } from 'zod';
import { inputProblems } from './input-problems.ts';
import { invalid } from './refusal.ts';

/** Guards bodies, queries and path parameters with the zod schema their decorator names. */
export const validation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => invalid(inputProblems(issues as readonly z.core.$ZodIssue[])),
});
