import { sentences } from '@loopwright/workflows/contract';
import type { Flow, FlowSentence, Step } from '@loopwright/workflows/contract';
import { beginning } from '../words/beginning.ts';
import { withoutBrackets } from '../words/without-brackets.ts';
import type { Saying } from './operations/change.ts';
import { allSteps } from './operations/tree.ts';
import type { Workspace } from './workspace.ts';

const WORDS_OF_A_CALL = 8;
const DRAWN = 6;
const LONGEST_KIND = 50;

/** A step's own sentences, wherever it stands. */
export const sentencesOfStep = (flow: Flow, { exits: _, ...step }: Step, workspace: Workspace): FlowSentence[] =>
  sentences({ ...flow, steps: [step] }, workspace).filter(({ about }) => about === 'step');

/** What people call a step: the name they gave it, else the beginning of its sentence. */
function callOf(flow: Flow, step: Step, workspace: Workspace): string {
  if (step.name !== undefined) return step.name;
  const words = withoutBrackets((sentencesOfStep(flow, step, workspace)[0]?.text ?? step.kind).replace(/[.:]$/, ''));
  return beginning(words, WORDS_OF_A_CALL).replaceAll('“', '‘').replaceAll('”', '’');
}

/** Steps are replaced and never changed in place; a long flow calls each of them at every key. */
const called = new WeakMap<Step, { workspace: Workspace; brand: Flow['brand']; words: string }>();

/** How operations speak of this flow's steps, and name new ones. */
export const sayingOf = (flow: () => Flow, workspace: Workspace): Saying => ({
  call: (step) => {
    const now = flow();
    const known = called.get(step);
    if (known?.workspace === workspace && known.brand === now.brand) return known.words;
    const words = callOf(now, step, workspace);
    called.set(step, { workspace, brand: now.brand, words });
    return words;
  },
  fresh: (kind) => freshId(kind, new Set([...workspace.retiredStepIds, ...allSteps(flow()).map(({ id }) => id)])),
});

/** Drawn at random, so that also what was deleted before the last save is never met again. */
function freshId(kind: string, taken: ReadonlySet<string>): string {
  for (;;) {
    const drawn = [...crypto.getRandomValues(new Uint8Array(DRAWN))].map((byte) => (byte % 36).toString(36)).join('');
    const id = `${kind.slice(0, LONGEST_KIND)}-${drawn}`;
    if (!taken.has(id)) return id;
  }
}
