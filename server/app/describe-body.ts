import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export const BODY_IN_WORDS = 'loopwright:body';

/** For a route that reads its body itself, because it may be a stream of JSON lines: what each object must be. */
export const TakesLines = (schema: z.ZodType): MethodDecorator => SetMetadata(BODY_IN_WORDS, schema);
