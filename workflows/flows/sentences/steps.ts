import type { Exit, Kind } from '../../steps/kind.ts';
import { findKind } from '../../steps/kinds.ts';
import type { Words } from '../../steps/words/names.ts';
import { quoted } from '../../steps/words/quoted.ts';
import { say } from '../../steps/words/sentence.ts';
import type { Part, Sentence } from '../../steps/words/sentence.ts';
import type { Step } from '../../terms/flow.ts';
import { canonicalJson } from '../content-hash.ts';
import { exitsOf, pathOf } from '../tree.ts';

/** One sentence of a story and where it stands. */
export interface Told {
  about: 'step' | 'exit' | 'join';
  step: string;
  exit: string | null;
  depth: number;
  parts: Sentence;
}

/** The sentences of a sequence, each step followed by what stands under its exits. */
export function sequenceSentences(steps: readonly Step[], path: string, depth: number, words: Words): Told[] {
  return steps.flatMap((step, at) => {
    const own = `${path}.${String(at)}`;
    const kind = findKind(step.kind);
    const exits = exitsOf({ step, kind });
    const following = steps[at + 1];
    return [
      ...ownSentences(step, kind, words).map((parts) => told('step', step, null, depth, absolute(parts, `${own}.config`))),
      ...exits.flatMap((exit) => [
        told('exit', step, exit.name, depth + 1, exitSentence(step, exit)),
        ...sequenceSentences(pathOf(step, exit.name) ?? [], `${own}.exits.${exit.name}`, depth + 2, words),
      ]),
      ...(following && exits.length > 0 ? [told('join', step, null, depth, say`Whichever way, if the loop goes on:`)] : []),
    ];
  });
}

const told = (about: Told['about'], { id }: Step, exit: string | null, depth: number, parts: Sentence): Told => ({
  about,
  step: id,
  exit,
  depth,
  parts,
});

/** Said once for the same settings and words, which are replaced and never changed in place: a long flow is drawn again at every key. */
const said = new WeakMap<Words, WeakMap<Step['config'], { kind: Kind | undefined; sentences: readonly Sentence[] }>>();

function ownSentences(step: Step, kind: Kind | undefined, words: Words): readonly Sentence[] {
  const ofWords = said.get(words) ?? new WeakMap<Step['config'], { kind: Kind | undefined; sentences: readonly Sentence[] }>();
  said.set(words, ofWords);
  const known = ofWords.get(step.config);
  if (kind && known?.kind === kind) return known.sentences;
  const sentences = stepSentences(step, kind, words);
  ofWords.set(step.config, { kind, sentences });
  return sentences;
}

/** What a step does. A kind this process does not know shows its settings as they are written. */
export const stepSentences = (step: Step, kind: Kind | undefined, words: Words): readonly Sentence[] =>
  kind?.sentence(step.config, words) ?? [
    say`A step of a kind not known here, ${quoted(step.kind)}, with ${{ picker: '', text: canonicalJson(step.config) }}.`,
  ];

/** An exit's name, and what an empty path does. */
export function exitSentence(step: Step, exit: Exit): Part[] {
  const path = pathOf(step, exit.name);
  const does = path?.length ? '' : !path && exit.missing ? ': end as not told' : ': go on';
  return say`▸ ${exit.title ?? exit.name}${does}`;
}

/** A kind names its pickers by its own settings; in a flow they are named from the top. */
export const absolute = (parts: Sentence, prefix: string): Sentence =>
  parts.map((part) => (part.picker === undefined ? part : { ...part, picker: [prefix, part.picker].filter(Boolean).join('.') }));
