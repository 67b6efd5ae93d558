import { createQuery } from '@tanstack/svelte-query';
import { http, segment } from './http.ts';
import { queries } from './queries.ts';
import type { Customer, Flow, Home, Theme, PageOf } from './shapes.ts';

/** Reads one thing and keeps it; the first word of `key` is the kind that may change. */
export const reading = <T>(
  options: () => { key: readonly unknown[]; path: string; asked?: Parameters<typeof http.get>[1]; every?: number; off?: boolean },
) =>
  createQuery<T>(() => {
    const { key, path, asked, every, off } = options();
    return {
      queryKey: [...key, asked ?? {}],
      queryFn: () => http.get<T>(path, asked),
      enabled: off !== true,
      ...(every === undefined ? {} : { refetchInterval: every }),
    };
  });

export const readingCustomer = (id: () => string) =>
  reading<Customer>(() => ({ key: ['customers', id()], path: `/api/customers/${segment(id())}` }));
export const readingFlow = (id: () => string, off: () => boolean = () => false) =>
  reading<Flow>(() => ({ key: ['flows', id()], path: `/api/flows/${segment(id())}`, off: off() }));
export const readingThemes = () => reading<PageOf<Theme>>(() => ({ key: ['themes'], path: '/api/themes', asked: { limit: 500 } }));

interface What {
  key: readonly unknown[];
  path: string;
}

const HOME: What = { key: ['home'], path: '/api/home' };
export const readingHome = () => reading<Home>(() => HOME);

/** What sentences of flows speak of. */
export const FLOW_WORDS: What = { key: ['flow-words'], path: '/api/flows/words' };
/** The address of a flow that is not stored yet. */
export const NEW = 'new';
const A_FLOW = /^\/flows\/([^/]+)$/;

/** Asks for what the page at this address shows while the page itself is still on its way. */
export function askAhead(address: string): void {
  for (const { key, path } of shownAt(address))
    void queries.query({ queryKey: [...key, {}], queryFn: () => http.get(path) }).catch(() => undefined);
}

function shownAt(address: string): What[] {
  if (address === '/') return [HOME];
  const id = A_FLOW.exec(address)?.[1];
  if (id === undefined) return [];
  return id === NEW ? [FLOW_WORDS] : [FLOW_WORDS, { key: ['flows', decodeURIComponent(id)], path: `/api/flows/${id}` }];
}
