import type { Carried } from '../ports.ts';
import type { World } from './world.ts';

/** Stores carried entries under their sequence numbers: carried twice, they stand once. */
export function keep(world: World, { trail }: Carried): void {
  for (const entry of trail) world.trail.set(entry.sequence, entry);
}
