/** A place a person can stand on in a flow: what is selected, and where the focus is. */
export type Spot =
  | { about: 'entry' | 'again' | 'comparison' | 'begin'; step: null; exit: null }
  | { about: 'step'; step: string; exit: null }
  | { about: 'exit'; step: string; exit: string };

export const ENTRY: Spot = { about: 'entry', step: null, exit: null };
export const AGAIN: Spot = { about: 'again', step: null, exit: null };
export const COMPARISON: Spot = { about: 'comparison', step: null, exit: null };
/** Where a flow without steps gets its first. */
export const BEGIN: Spot = { about: 'begin', step: null, exit: null };
export const stepSpot = (step: string): Spot => ({ about: 'step', step, exit: null });
export const exitSpot = (step: string, exit: string): Spot => ({ about: 'exit', step, exit });

/** Step ids have no spaces, so that two spots never share a key. */
export const keyOf = ({ about, step, exit }: Spot): string => [about, step, exit].filter((one) => one !== null).join(' ');
