import type { Snippet } from 'svelte';
import type { Workspace } from '../workspace.ts';
import type { Field } from './describe.ts';
import type { Say } from './say.ts';

/** What every widget of a field is given. */
export interface FieldProps<F extends Field = Field> {
  field: F;
  value: unknown;
  /** What is chosen, for those who hear it. */
  label: string;
  change: (value: unknown) => void;
  say: Say;
  workspace: Workspace;
}

export type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** What a widget is given beside that if it holds others. */
export interface Holding {
  input: Snippet<[FieldProps]>;
}
