import { z } from 'zod';
import { Locale } from './instant.ts';
import { Key } from './key.ts';

/** How a theme is spoken of in one language: "price" / "prices" / "pricing". */
export const Noun = z.strictObject({
  singular: z.string().min(1).max(60),
  plural: z.string().min(1).max(60).optional(),
  mass: z.string().min(1).max(60).optional(),
});
export type Noun = z.infer<typeof Noun>;

/** What feedback is about. `noun` is keyed by language. */
export const Theme = z.strictObject({
  key: Key,
  name: z.string().trim().min(1).max(80),
  description: z.string().max(1000).default(''),
  noun: z.record(Locale, Noun).default({}),
  examples: z.array(z.string().max(500)).max(50).default([]),
});
export type Theme = z.infer<typeof Theme>;
