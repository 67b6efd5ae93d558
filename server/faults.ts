/**
 * A named point between two writes. Production passes straight through; fault tests crash there or let somebody else go first.
 * The names are the protocol's: `L4.claimed`, `V2.signalled`.
 */
export type FaultPoint = (name: string) => Promise<void>;

export const noFaults: FaultPoint = () => Promise.resolve();
