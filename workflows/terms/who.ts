import { z } from 'zod';
import { Key } from './key.ts';

/** Whom a step turns to: a team by its key, or a person by their id. */
export const Who = z.union(
  [
    z.strictObject({ team: Key.meta({ title: 'team', shelf: 'teams' }) }),
    z.strictObject({ person: Key.meta({ title: 'person', shelf: 'people' }) }),
  ],
  'choose a team or a person',
);
export type Who = z.infer<typeof Who>;
