import { entrySettings, kindSettings } from '../fields/settings.ts';
import { targetOf } from '../fields/target.ts';
import type { Target } from '../fields/target.ts';
import type { Desk } from './desk.svelte.ts';
import type { Row } from './rows.ts';

/** Settings that a line does not speak of as they are now: what more could be said there. */
export function unsaidOf({ rule }: Desk, row: Row): { target: Target; title: string }[] {
  const { spot, step } = row;
  if (!rule.mayEdit || (spot.about !== 'step' && spot.about !== 'entry')) return [];
  const told = row.sentences.flatMap((one) =>
    one.parts.flatMap(({ picker }) => (picker === undefined ? [] : (targetOf(one, picker)?.name ?? []))),
  );
  const base = { step: spot.step, of: spot.about } as const;
  // Of a step, from its line alone: what happens to the others asks for nothing here.
  const settings = spot.about === 'entry' ? entrySettings : step ? kindSettings(step.kind, rule.workspace) : [];
  const values: Readonly<Record<string, unknown>> = spot.about === 'entry' ? rule.flow.entry : (step?.config ?? {});
  const own = settings
    .filter(({ name }) => !told.includes(name) && !(spot.about === 'entry' && name === 'again'))
    .filter(({ name }) => !Object.hasOwn(values, name) || values[name] !== null)
    .map(({ name, title }) => ({ target: { ...base, name }, title }));
  return spot.about === 'step' ? own : [...own, { target: { step: null, of: 'flow', name: 'brand' }, title: 'brand that sends' }];
}
