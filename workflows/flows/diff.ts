import { textOf } from '../steps/words/sentence.ts';
import type { Words } from '../steps/words/names.ts';
import type { Flow } from '../terms/flow.ts';
import { unmoved } from './diff/unmoved.ts';
import { sentences } from './sentences.ts';
import type { FlowSentence, FlowWords } from './sentences.ts';
import { exitSentence, stepSentences } from './sentences/steps.ts';
import { exitsOf, pathOf, placed } from './tree.ts';
import type { Placed } from './tree.ts';

/** One thing that a newer version of a flow says differently. Steps are the same where their ids are. */
export interface FlowChange {
  change: 'added' | 'removed' | 'changed' | 'moved';
  about: 'entry' | 'again' | 'comparison' | 'step' | 'exit';
  step: string | null;
  exit: string | null;
  before: string | null;
  after: string | null;
}

/** What changed from one flow to another, as sentences, in the newer flow's order; what was removed stands last. */
export function diff(before: Flow, after: Flow, words: FlowWords): FlowChange[] {
  const [old, fresh] = [version(before, words), version(after, words)];
  const still = unmoved(old.places, fresh.places);
  const steps = [...fresh.steps].flatMap(([id, now]): FlowChange[] => {
    const was = old.steps.get(id);
    if (!was) return [{ change: 'added', about: 'step', step: id, exit: null, before: null, after: now.text }];
    return [
      ...(was.text === now.text ? [] : [stepChange('changed', id, was.text, now.text)]),
      ...(still.has(id) ? [] : [stepChange('moved', id, was.text, now.text)]),
      ...emptyExits(id, was.place, now.place),
    ];
  });
  const removed = [...old.steps].filter(([id]) => !fresh.steps.has(id)).map(([id, { text }]) => stepChange('removed', id, text, null));
  return [...(['entry', 'again', 'comparison'] as const).flatMap((about) => framed(about, old.told, fresh.told)), ...steps, ...removed];
}

const stepChange = (change: FlowChange['change'], step: string, before: string, after: string | null): FlowChange => ({
  change,
  about: 'step',
  step,
  exit: null,
  before,
  after,
});

function version(flow: Flow, words: FlowWords) {
  const stepWords: Words = { ...words, zone: words.houseRules.zone, brand: flow.brand };
  const places = placed(flow);
  const steps = new Map(places.map((place) => [place.step.id, { place, text: spoken(place, stepWords) }]));
  return { places, steps, told: sentences(flow, words) };
}

const spoken = ({ step, kind }: Placed, words: Words): string => stepSentences(step, kind, words).map(textOf).join(' ');

function framed(about: 'entry' | 'again' | 'comparison', old: readonly FlowSentence[], fresh: readonly FlowSentence[]): FlowChange[] {
  const said = (told: readonly FlowSentence[]): string =>
    told
      .filter((one) => one.about === about)
      .map(({ text }) => text)
      .join(' ');
  const [before, after] = [said(old), said(fresh)];
  return before === after ? [] : [{ change: 'changed', about, step: null, exit: null, before, after }];
}

/** Paths empty before and after may still end differently: a missing `withheld` ends, an empty one goes on. */
function emptyExits(id: string, was: Placed, now: Placed): FlowChange[] {
  return exitsOf(now).flatMap((exit): FlowChange[] => {
    const known = exitsOf(was).some(({ name }) => name === exit.name);
    if (!known || pathOf(was.step, exit.name)?.length || pathOf(now.step, exit.name)?.length) return [];
    const [before, after] = [was, now].map(({ step }) => textOf(exitSentence(step, exit)));
    if (before === undefined || after === undefined || before === after) return [];
    return [{ change: 'changed', about: 'exit', step: id, exit: exit.name, before, after }];
  });
}
