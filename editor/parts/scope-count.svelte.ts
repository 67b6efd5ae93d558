import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import type { Condition } from '@loopwright/workflows/contract';
import { http } from '../api/http.ts';
import type { TentativeAudience } from '../api/shapes.ts';
import { settled } from '../shell/settled.svelte.ts';

const PAUSE_MS = 150;

/** An improvement, or the themes of one that is not recorded yet, and for whom it is to hold. */
interface Asked {
  which: { improvement: string } | { themes: readonly string[] };
  scope: Condition | null;
}

/** Whom a scope that nobody has saved would reach: counted anew after each change of it. Belongs to the component that makes it. */
export function counting(asked: () => Asked | null) {
  const now = $derived.by(() => {
    const one = asked();
    return one ? JSON.stringify({ ...one.which, scope: one.scope }) : '';
  });
  const rested = settled(() => now, PAUSE_MS);
  const found = createQuery<TentativeAudience>(() => ({
    queryKey: ['audience', 'tentative', rested.words],
    queryFn: () => http.post<TentativeAudience>('/api/audience?limit=500', JSON.parse(rested.words)),
    enabled: rested.words !== '',
    placeholderData: keepPreviousData,
  }));
  return {
    /** The latest count; it may be of the scope before while the next is being reckoned. */
    get audience(): TentativeAudience | undefined {
      return found.data;
    },
    /** How many people the scope reaches as it is now; null while that is not known. */
    get covered(): number | null {
      const current = now !== '' && rested.words === now && !found.isPlaceholderData;
      return current ? (found.data?.covered ?? null) : null;
    },
    get error(): Error | null {
      return found.error;
    },
  };
}
