import { z } from 'zod';

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

export const Condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).max(100) }),
    z.strictObject({ any: z.array(Condition).min(1).max(100) }),
    z.strictObject({ not: Condition }),
    Is,
    Between,
    Known,
  ]),
);
