import type { Step } from '@loopwright/workflows/contract';

/** Messages in one person's name. Where one may not go, the loop ends as not told, or `unsent` follows. */
export const inNameOf =
  (as: string) =>
  (id: string, template: string, unsent?: Step[]): Step => ({
    id,
    kind: 'send-message',
    config: { template, channel: 'email', as, fallback: 'en' },
    ...(unsent ? { exits: { withheld: unsent } } : {}),
  });

/** Wait for an improvement to the theme that let the customer in. */
export const waitFor = (id: string, atMost: string, exits: Record<'verified' | 'declined' | 'timed-out', Step[]>): Step => ({
  id,
  kind: 'wait-for-improvement',
  config: { themes: 'same', atMost },
  exits,
});

export const close = (id: string): Step => ({ id, kind: 'close-loop', config: { as: 'told' } });
