import { titleOf } from '../../steps/words/names.ts';
import type { Problem } from '../../terms/flow.ts';
import type { Placed } from '../tree.ts';
import type { TemplateFacts } from '../world.ts';
import { blocks, warns } from './check.ts';
import type { Checked, StepCheck } from './check.ts';
import { keepsPromise } from './promise.ts';

/** A message says only what is true where it stands. */
export const messageCheck: StepCheck = (place, checked) => {
  const { kind, step, issues } = place;
  if (!kind || issues.length > 0) return [];
  return (kind.uses(step.config).templates ?? []).flatMap((name) => {
    const template = checked.world.templates.get(name);
    return template ? templateProblems(place, name, template, checked) : [];
  });
};

function templateProblems(place: Placed, name: string, template: TemplateFacts, checked: Checked): Problem[] {
  const title = titleOf(checked.world, name);
  const found = [
    template.claims &&
      place.hand?.as !== 'verified' && {
        message: `${title} says that something changed, and no verified improvement is in hand here.`,
        fix: 'Move it under “verified” of a wait for an improvement, or choose a message that claims nothing.',
      },
    template.decides &&
      place.hand?.as !== 'declined' && {
        message: `${title} tells of a decision against something, and no decision is in hand here.`,
        fix: 'Move it under “declined” of a wait for an improvement, or choose another message.',
      },
    template.corrects &&
      checked.flow.entry.kind !== 'taken-back' && {
        message: `${title} takes back what was told, and nothing was taken back here.`,
        fix: 'Let the flow begin when an improvement is taken back, or choose another message.',
      },
    template.corrects &&
      checked.flow.entry.kind === 'taken-back' &&
      place.hand !== null && {
        message: `${title} takes back what was told, and another improvement is in hand here.`,
        fix: 'Move it before the wait for an improvement, or choose another message.',
      },
    template.answers === 'always' &&
      place.step.kind !== 'ask-question' && {
        message: `${title} shows answers to press, and this step gives none.`,
        fix: 'Ask the customer with it, or choose another message.',
      },
    template.answers === null &&
      place.step.kind === 'ask-question' && {
        message: `${title} shows no answers to press.`,
        fix: 'Choose a message that asks, or write {{answers}} into this one.',
      },
    template.promises === 'to-return' &&
      !keepsPromise(place, checked) && {
        message: `${title} promises that we write again, and a path after it reaches no further wait for the same themes.`,
        fix: 'Put a wait for an improvement to the same themes on every path after it, or choose a message without the promise.',
      },
  ];
  const own = template.problems.map((one) => {
    const message = one.blocks ? `${title} cannot go out: ${one.message}` : `${title}: ${one.message}`;
    return (one.blocks ? blocks : warns)(place, 'config.template', { message, fix: one.fix });
  });
  return [...found.filter((words) => words !== false).map((words) => blocks(place, 'config.template', words)), ...own];
}
