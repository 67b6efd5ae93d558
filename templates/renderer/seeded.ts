import { sha256 } from './template.ts';

const weight = (seed: string, slot: string, id: string): string => sha256(`${seed}|${slot}|${id}`);

/**
 * The choice a seed makes among ids: the heaviest by hash, so that adding or losing one id moves nobody else's choice.
 * What was had before is left out; when everything was had, the one had longest ago comes round again.
 */
export function choose(
  seed: string,
  slot: string,
  ids: readonly string[],
  had: readonly string[],
  keyOf: (id: string) => string,
): string | undefined {
  const fresh = ids.filter((id) => !had.includes(keyOf(id)));
  const [first, ...rest] = fresh.map((id) => ({ id, weight: weight(seed, slot, id) }));
  if (first !== undefined) return rest.reduce((heaviest, one) => (one.weight > heaviest.weight ? one : heaviest), first).id;
  return ids.toSorted((a, b) => had.lastIndexOf(keyOf(a)) - had.lastIndexOf(keyOf(b)))[0];
}

/** Yes for about half of all seeds, always the same for one. */
export const coin = (seed: string, slot: string, id: string): boolean =>
  Number.parseInt(weight(seed, `${slot}?`, id).slice(0, 2), 16) < 128;
