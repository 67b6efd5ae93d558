import { z } from 'zod';
import { noDeeperThan } from './depth.ts';

const Value = z.union([z.string().max(500), z.number(), z.boolean()]);
export type Value = z.infer<typeof Value>;

const FIELD =
  /^(customer\.(attributes\.[^.$\s][^.$]*|locale|timeZone)|feedback\.(source|brand|language|score|event|attributes\.[^.$\s][^.$]*))$/;
const Field = z
  .string()
  .max(200)
  .regex(
    FIELD,
    'a field is customer.attributes.…, customer.locale, customer.timeZone, or feedback.source, brand, language, score, event, attributes.…',
  );

const Is = z.strictObject({ field: Field, is: z.array(Value).min(1).max(200) });
const Bound = z.union([z.number(), z.string().max(500)]);
const Between = z
  .strictObject({ field: Field, from: Bound.optional(), to: Bound.optional() })
  .refine((c) => c.from !== undefined || c.to !== undefined, 'give from, to or both');
const Known = z.strictObject({ field: Field, known: z.boolean() });

/** A question about a customer and a feedback, answered yes, no or unknown (Kleene's strong three-valued logic). */
export type Condition =
  { all: Condition[] } | { any: Condition[] } | { not: Condition } | z.infer<typeof Is> | z.infer<typeof Between> | z.infer<typeof Known>;

const Any: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Any).max(100) }),
    z.strictObject({ any: z.array(Any).min(1).max(100) }),
    z.strictObject({ not: Any }),
    Is,
    Between,
    Known,
  ]),
);

const DEEPEST = 20;
export const Condition = z.preprocess(noDeeperThan(DEEPEST), Any) as z.ZodType<Condition, Condition>;
