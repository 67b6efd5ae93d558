import { StepId } from '../../terms/key.ts';
import { allKinds } from '../../steps/kinds.ts';
import type { Step } from '../../terms/flow.ts';
import { findKind } from '../../steps/kinds.ts';
import { exitsOf, pathOf, unknownExits } from '../tree.ts';
import { blocks, calls, warns } from './check.ts';
import type { StepCheck } from './check.ts';

/** An id is well formed, used once, and was never another step's. */
export const idCheck: StepCheck = (place, { places, world }) => {
  const { id } = place.step;
  if (!StepId.safeParse(id).success)
    return [
      blocks(place, 'id', {
        message: `The step id “${id}” cannot be used.`,
        fix: 'Use at most 60 small letters, digits and dashes, beginning with a letter or digit.',
      }),
    ];
  const first = places.find(({ step }) => step.id === id);
  if (first !== place)
    return [blocks(place, 'id', { message: `Two steps have the id “${id}”.`, fix: 'Give one of them an id of its own.' })];
  if (world.retiredStepIds.has(id))
    return [
      blocks(place, 'id', {
        message: `The id “${id}” belonged to a step that was removed: people may still stand on it.`,
        fix: 'Give this step a new id.',
      }),
    ];
  return [];
};

export const kindCheck: StepCheck = (place) =>
  place.kind
    ? []
    : [
        blocks(place, 'kind', {
          message: `There is no step kind “${place.step.kind}” here.`,
          fix: `Choose one of ${allKinds()
            .map(({ kind }) => kind)
            .join(', ')}.`,
        }),
      ];

/** Paths belong to exits that exist, and those that matter are not empty. */
export const exitCheck: StepCheck = (place) => {
  const { step, kind, issues } = place;
  if (!kind || issues.length > 0) return [];
  const names = kind.exits(step.config).map(({ name }) => name);
  const unknown = unknownExits(place).map((name) =>
    blocks(place, `exits.${name}`, {
      message: `${calls(place)} has no exit “${name}”.`,
      fix: names.length > 0 ? `Use ${names.join(', ')}.` : 'Move its steps after this one, or remove them.',
    }),
  );
  const empty = exitsOf(place)
    .filter((exit) => exit.empty && !pathOf(step, exit.name)?.length)
    .map((exit) =>
      (exit.empty === 'blocks' ? blocks : warns)(place, `exits.${exit.name}`, {
        message: `Nothing happens under “${exit.name}” of ${calls(place)}: nobody is told.`,
        fix: 'Add a message there, and close the loop.',
      }),
    );
  return [...unknown, ...empty];
};

/** What ends the loop stands last. */
export const endCheck: StepCheck = (place) =>
  place.kind?.ends && !place.last
    ? [
        blocks(place, '', {
          message: `${calls(place)} ends the loop, so the steps after it never run.`,
          fix: 'Move it to the end of its path, or remove the steps after it.',
        }),
      ]
    : [];

/** No way leads past a step all of whose exits end the loop. */
export const reachCheck: StepCheck = (place) =>
  place.last || !place.kind || place.kind.ends || place.issues.length > 0 || goesOn(place.step)
    ? []
    : [
        blocks(place, '', {
          message: `Every way on from ${calls(place)} ends the loop, so the steps after it never run.`,
          fix: 'Remove the steps after it, or let one of its paths go on.',
        }),
      ];

/** Whether a walk can come out of a step at its end. */
function goesOn(step: Step): boolean {
  const kind = findKind(step.kind);
  if (kind?.ends) return false;
  const exits = exitsOf({ step, kind });
  return exits.length === 0 || exits.some(({ name, missing }) => (pathOf(step, name) ?? (missing ? null : []))?.every(goesOn) ?? false);
}
