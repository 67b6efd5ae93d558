import { SvelteSet } from 'svelte/reactivity';

/** Messages whose text this person has had before their eyes since the pages were opened. */
export const opened = new SvelteSet<string>();
