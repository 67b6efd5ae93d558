import type { Target } from '../../terms/plan.ts';
import type { Problem } from '../../terms/flow.ts';
import { Who } from '../../terms/who.ts';
import { titleOf, whoIs } from '../../steps/words/names.ts';
import { quoted } from '../../steps/words/quoted.ts';
import { targetsOf } from '../tree.ts';
import { blocks, calls } from './check.ts';
import type { Checked, StepCheck } from './check.ts';
import type { Placed } from '../tree.ts';

const MESSAGES = ['send-message', 'ask-question'];

/** What is asked can be answered: a message follows an approval, and an answer is waited for only where something was sent. */
export const askingCheck: StepCheck = (place, checked) => {
  if (!place.kind || place.issues.length > 0) return [];
  if (place.kind.kind === 'ask-approval') return [...nothingToApprove(place, checked), ...mayNotApprove(place, checked)];
  if (place.kind.kind === 'ask-question' && place.step.config['asTheme'] === true) return answersNowhere(place, checked);
  return place.kind.kind === 'wait-for-reply' ? nothingToAnswer(place, checked) : [];
};

function nothingToApprove(place: Placed, { places }: Checked): Problem[] {
  const target = targetsOf(place)['approved'];
  const next = target && 'to' in target ? places.find(({ step }) => step.id === target.to) : undefined;
  if (next && MESSAGES.includes(next.step.kind)) return sentAnyway(place, next.step.id, places);
  const message = `${calls(place)} asks about the next message, and no message comes next when it is approved.`;
  return [blocks(place, 'exits.approved', { message, fix: 'Put a message first under “approved”, or right after this step.' })];
}

/** Without a yes the message must not be reached. */
function sentAnyway(place: Placed, message: string, places: readonly Placed[]): Problem[] {
  const byId = new Map(places.map((one) => [one.step.id, one]));
  const seen = new Set<string>();
  const leads = (target: Target | undefined): boolean => {
    if (!target || !('to' in target) || seen.has(target.to)) return false;
    if (target.to === message) return true;
    seen.add(target.to);
    const next = byId.get(target.to);
    return next ? Object.values(targetsOf(next)).some(leads) : false;
  };
  return ['declined', 'timed-out']
    .filter((exit) => leads(targetsOf(place)[exit]))
    .map((exit) =>
      blocks(place, `exits.${exit}`, {
        message: `“${exit}” of ${calls(place)} leads to the very message that was not approved.`,
        fix: 'End the loop there, or put the message under “approved”.',
      }),
    );
}

function mayNotApprove(place: Placed, { world }: Checked): Problem[] {
  return (['approver', 'standIn'] as const).flatMap((setting) => {
    const { data: who } = Who.safeParse(place.step.config[setting]);
    if (!who || !('person' in who) || world.people.get(who.person)?.mayApprove !== false) return [];
    const message = `${whoIs(world, who)} may not approve messages.`;
    return [blocks(place, `config.${setting}`, { message, fix: 'Choose somebody else, or make them an approver under People and keys.' })];
  });
}

/** What becomes the theme is the name of one, and somebody does something about it. */
function answersNowhere(place: Placed, { world }: Checked): Problem[] {
  const keys = new Map([...world.themes].map(([key, { name }]) => [name, key]));
  return (place.step.config['answers'] as string[]).flatMap((answer) => {
    const key = keys.get(answer.trim());
    if (key === undefined)
      return [
        blocks(place, 'config.answers', {
          message: `The answer ${quoted(answer)} is to become the theme, and there is no theme of that name.`,
          fix: 'Name the answer as the theme is named, or let it not become the theme.',
        }),
      ];
    if (world.themes.get(key)?.served !== false) return [];
    const message = `The answer ${quoted(answer)} leads nowhere: no live flow takes complaints about that theme.`;
    return [blocks(place, 'config.answers', { message, fix: 'Publish a flow about it first, or take the answer away.' })];
  });
}

function nothingToAnswer(place: Placed, { places, world }: Checked): Problem[] {
  const to = String(place.step.config['to']);
  const before = places.slice(0, places.indexOf(place));
  if (before.some(({ step }) => step.kind === 'send-message' && step.config['template'] === to)) return [];
  const message = `${calls(place)} waits for an answer to ${titleOf(world, to)}, and no step before it sends that.`;
  return [blocks(place, 'config.to', { message, fix: 'Choose a message that is sent before, or send it first.' })];
}
