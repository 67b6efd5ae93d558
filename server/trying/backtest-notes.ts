import { placed } from '@loopwright/workflows/contract';
import type { Flow } from '@loopwright/workflows/contract';

const ASKS_PEOPLE: Readonly<Record<string, string>> = {
  'call-webhook': 'Other systems are taken to answer.',
  'notify-team': 'Teams are taken to be reached.',
  'ask-approval': 'Whoever is asked to approve is taken to approve at once.',
  'ask-question': 'Customers who are asked are taken not to answer.',
  'wait-for-reply': 'Customers are taken not to answer.',
  'wait-for-feedback': 'What they said later is not taken as their answer.',
  assign: 'Tasks are taken not to be done in time.',
};

/** What a replay cannot know, plainly; `knownLater` and `partly` count what it concerns. */
export function notesOf(trees: readonly Flow[], knownLater: number, partly: number): string[] {
  const kinds = new Set(trees.flatMap((tree) => placed(tree).map(({ step }) => step.kind)));
  return [
    'Each feedback counts as coming in when it was said, history too, as if the flow had been live; nothing is too old then.',
    'Themes and feelings are as they stand now: when somebody said so is not recorded.',
    'Consent, addresses and house rules are those of today.',
    ...(knownLater > 0
      ? [
          `Of ${String(knownLater)} people something the flow asks for was said after they spoke; what is known today is taken, since what was known then is not recorded.`,
        ]
      : []),
    ...(partly > 0 ? [`${String(partly)} improvements were verified more than once; only the last time is recorded.`] : []),
    'Pauses of flows and releases are not replayed; nobody stops a message, and none waits for a look.',
    ...Object.entries(ASKS_PEOPLE).flatMap(([kind, said]) => (kinds.has(kind) ? [said] : [])),
  ];
}
