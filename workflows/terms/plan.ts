/** Where a walk goes from an exit: to a step, or to an end. */
export type Target = { to: string } | { end: 'nothing-more' | 'not-told' };

/** A step of a plan: settings lowered to plain JSON (durations in milliseconds) so that the sandbox needs no schema. */
export interface PlanStep {
  id: string;
  kind: string;
  /** The version of the kind's behaviour this plan was compiled against. */
  version: number;
  config: Readonly<Record<string, unknown>>;
  /** One target for each exit of the kind; a kind without exits has `next`. */
  exits: Readonly<Record<string, Target>>;
  /** The wait whose `verified` or `declined` path this step stands in, if any: its improvement is in hand. */
  hand: { wait: string; as: 'verified' | 'declined' } | null;
}

/** A published flow, flat. `$plan` is the SHA-256 of the rest and always the first key. */
export interface Plan {
  $plan: string;
  format: 1;
  /** Id of the flow; names and words stay in the database. */
  flow: string;
  first: Target;
  steps: Readonly<Record<string, PlanStep>>;
  /** Content hash of each template the flow uses, by name: a version pins its words. */
  templates: Readonly<Record<string, string>>;
}

/** How a plan travels to Temporal: the payload codec expands it on decode, outside the sandbox. */
export interface PlanReference {
  $plan: string;
}
