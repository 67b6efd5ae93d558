import type { SimulatedMessage } from './world.ts';

/** It leaves, or is withheld; or it is to be asked again then. */
export type Leaving = { exit: string; code?: string } | { later: number; code: string };

/** What the send gate knows beside whether a message is true: whoever simulates a house brings one. */
export interface SendGate {
  /** Why it can never leave: no address, no consent. Asked before whether it is true. */
  refuses(message: SimulatedMessage, now: number): string | null;
  /** Of what is true: whether it leaves now. Asked again at the instant it gives. */
  judge(message: SimulatedMessage, now: number): Leaving | Promise<Leaving>;
}
