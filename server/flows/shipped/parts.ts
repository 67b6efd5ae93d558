import type { FlowInput, ScoreKind, Step, Who } from '@loopwright/workflows/contract';

/** What a shipped flow is filled with: what the reader's own data has. */
export interface Own {
  /** The key of the theme it is about; of a flow about all of them it is not asked. */
  theme: string;
  /** A team that can be told; null where there is none yet. */
  team: string | null;
  /** Who does what people have to do: a team, else whoever may approve; null where there is nobody yet. */
  doer: Who | null;
  /** Ids of those who may approve messages, the longest here first. */
  approvers: readonly string[];
  /** Attributes of customers that some have. */
  knows: ReadonlySet<string>;
  /** The score that customers give most often; null where they give none. */
  score: ScoreKind | null;
  /** Names of the themes that a live flow takes complaints about. */
  served: readonly string[];
  /** How many gave a low NPS and said nothing. */
  silent: number;
  /** The last day on which customers are kept from being told, to compare. */
  comparedUntil: string;
}

/** A flow that comes with the product, as far as the reader's own data lets it be. */
export interface Shipped {
  key: string;
  name: string;
  about: string;
  feelings: readonly ('complaint' | 'wish' | 'praise')[];
  /** Themes whose names it is meant for; without one it is about what is spoken of most. Null: it is about every theme. */
  meantFor: RegExp | null;
  /** What has to be there first, in words; null where all is there. */
  missing?: (own: Own) => string | null;
  /** Who said what it lets in so far, of a flow about every theme. */
  people?: (own: Own) => number;
  flow(own: Own): FlowInput;
}

export const send = (id: string, template: string, exits?: Step['exits']): Step => ({
  id,
  kind: 'send-message',
  config: { template, channel: 'email' },
  ...(exits ? { exits } : {}),
});
export const close = (id: string, as: 'told' | 'confirmed' | 'answered-by-a-person' = 'told'): Step => ({
  id,
  kind: 'close-loop',
  config: { as },
});
export const waitFor = (id: string, atMost: string, exits: Step['exits']): Step => ({
  id,
  kind: 'wait-for-improvement',
  config: { themes: 'same', atMost },
  ...(exits ? { exits } : {}),
});
const stop = (id: string, reason: string): Step => ({ id, kind: 'stop', config: { reason } });

/** A task that the loop does not wait for; nothing where nobody could have it. */
export const give = (id: string, owner: Who | null, text: string, dueIn: number): Step[] =>
  owner ? [{ id, kind: 'assign', config: { owner, text, dueIn, goOn: 'now' } }] : [];

/** Somebody answers the customer themselves: then it is closed so, else it ends unanswered. */
export const answerThem = (id: string, owner: Who, text: string): Step[] => [
  {
    id,
    kind: 'assign',
    config: { owner, text, dueIn: 2, goOn: 'done', atMost: 'P14D' },
    exits: {
      done: [close(`${id}-answered`, 'answered-by-a-person')],
      'not-done': [stop(`${id}-not-answered`, 'it is still so for them, and nobody has answered them in time')],
    },
  },
];

/** The first of those who may approve, and the second after a while; without anybody nothing is asked. */
export const approval = (
  id: string,
  [approver, standIn]: Own['approvers'],
  { standInAfter = 'P1D', covers = 'each' }: { standInAfter?: string; covers?: 'each' | 'one-text' } = {},
): Step[] =>
  approver === undefined
    ? []
    : [
        {
          id,
          kind: 'ask-approval',
          config: {
            approver: { person: approver },
            ...(standIn === undefined ? {} : { standIn: { person: standIn }, standInAfter }),
            covers,
            atMost: 'P3D',
          },
        },
      ];

/** Decided against, or not managed in the end: both are an answer. */
export const decided = (id: string): Step[] => [send(`${id}-decided`, 'not-this-one'), close(`${id}-heard-no`)];
export const notManaged = (id: string): Step[] => [send(`${id}-not-managed`, 'we-have-not-managed-it'), close(`${id}-told-not-managed`)];
