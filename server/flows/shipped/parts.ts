import type { FlowInput, Step } from '@loopwright/workflows/contract';

/** What a shipped flow is filled with: what the reader's own data has. */
export interface Own {
  /** The key of the theme it is about. */
  theme: string;
  /** A team that can be told; null where there is none yet. */
  team: string | null;
  /** Attributes of customers that some have. */
  knows: ReadonlySet<string>;
}

/** A flow that comes with the product, as far as the kinds that are there can say it. */
export interface Shipped {
  key: string;
  name: string;
  about: string;
  feelings: readonly ('complaint' | 'wish' | 'praise')[];
  /** Themes whose names it is meant for; without one it is about what is spoken of most. */
  meantFor: RegExp;
  needsTeam?: true;
  flow(own: Own): FlowInput;
}

export const send = (id: string, template: string, exits?: Step['exits']): Step => ({
  id,
  kind: 'send-message',
  config: { template, channel: 'email' },
  ...(exits ? { exits } : {}),
});
export const close = (id: string): Step => ({ id, kind: 'close-loop', config: { as: 'told' } });
export const waitFor = (id: string, atMost: string, exits: Step['exits']): Step => ({
  id,
  kind: 'wait-for-improvement',
  config: { themes: 'same', atMost },
  ...(exits ? { exits } : {}),
});

/** Decided against, or not managed in the end: both are an answer. */
export const decided = (id: string): Step[] => [send(`${id}-decided`, 'not-this-one'), close(`${id}-heard-no`)];
export const notManaged = (id: string): Step[] => [send(`${id}-not-managed`, 'we-have-not-managed-it'), close(`${id}-told-not-managed`)];
