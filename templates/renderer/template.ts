import { hash } from 'node:crypto';
import { z } from 'zod';

/** One language's words, complete in itself: the partials it names come along, so a pinned template never changes. */
export const Variant = z.strictObject({ subject: z.string(), body: z.string(), partials: z.record(z.string(), z.string()).default({}) });
export type Variant = z.infer<typeof Variant>;

/** A message's words by language tag. Plain data: it can be stored and pinned as it stands. */
export const Template = z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/), variants: z.record(z.string(), Variant) });
export type Template = z.infer<typeof Template>;

/** The content address of a template: equal words, equal hash, whatever the order of languages. */
export function templateHash(template: Template): string {
  const byKey = <T>(record: Record<string, T>): [string, T][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const content = byKey(template.variants).map(([language, { subject, body, partials }]) => [language, subject, body, byKey(partials)]);
  return sha256(JSON.stringify([template.name, content]));
}

export function sha256(text: string): string {
  return hash('sha256', text);
}
