import { z } from 'zod';

/** A short stable name in data: letters, digits, dot, dash, underscore. Dots may separate levels. */
export const Key = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'a key has letters, digits, dots, dashes and underscores, and begins with a letter or digit')
  .refine((key) => !['__proto__', 'constructor', 'prototype'].includes(key), 'this word is reserved');

/** An id chosen by people: letters, digits, dash, underscore; no dots, so that it may name a field in the database. */
export const Slug = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 'an id has letters, digits, dashes and underscores, and begins with a letter or digit')
  .refine((key) => !['__proto__', 'constructor', 'prototype'].includes(key), 'this word is reserved');

/** The id of a step within its flow: never reused, at most 60 characters. */
export const StepId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'a step id has small letters, digits and dashes');

export const AttributeKey = z
  .string()
  .max(100)
  .regex(/^[^.$\s][^.$]*$/u, 'an attribute name has no dot or dollar sign')
  .refine((key) => !['__proto__', 'constructor', 'prototype'].includes(key), 'this word is reserved');
const AttributeValue = z.union([
  z.string().max(2000),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().max(500), z.number(), z.boolean()])).max(100),
  z.null(),
]);

/** Free facts about a customer or a feedback; at most 100 names. Null takes a value away. */
export const Attributes = z.record(AttributeKey, AttributeValue).refine((all) => Object.keys(all).length <= 100, 'at most 100 attributes');
export type Attributes = z.infer<typeof Attributes>;
