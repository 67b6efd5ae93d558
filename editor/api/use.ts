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

const HOME = { key: ['home'], path: '/api/home' };
export const readingHome = () => reading<Home>(() => HOME);
/** Asks for what Home shows while the page itself is still on its way. */
export const askForHomeAhead = (): Promise<unknown> =>
  queries.query({ queryKey: [...HOME.key, {}], queryFn: () => http.get<Home>(HOME.path) }).catch(() => undefined);
