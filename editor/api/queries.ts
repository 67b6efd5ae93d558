import { QueryClient } from '@tanstack/svelte-query';
import { Refused } from './refused.ts';

const FRESH_MS = 10_000;

/** What was read, by the kind it is of: the first word of a key is what the server says has changed. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      retry: (times, error) => times < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 500),
    },
  },
});
