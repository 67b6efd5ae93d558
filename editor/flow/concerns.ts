import type { Flow } from '@loopwright/workflows/contract';
import { allSteps } from './operations/tree.ts';

/** What a place of the flow has to do with people and with other flows; `step` is null for who is let in. */
export interface Concern {
  step: string | null;
  people: number | null;
  words: string;
}

const ASKED_OF = new Set(['check', 'set-attribute']);

/** As much of a flow as its concerns follow from, as it is sent: what else changes asks for nothing. */
export const concernedOf = ({ name, entry, ...flow }: Flow, id: string | null): string =>
  JSON.stringify({
    flow: {
      name,
      entry,
      steps: allSteps(flow)
        .filter(({ kind }) => ASKED_OF.has(kind))
        .map(({ id: step, kind, config }) => ({ id: step, kind, config })),
    },
    id,
  });
