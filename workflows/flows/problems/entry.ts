import type { Entry, Problem } from '../../terms/flow.ts';
import { MAX_FLOW_STEPS } from '../../terms/flow.ts';
import { milliseconds } from '../../terms/duration.ts';
import { flowBlocks } from './check.ts';
import type { Checked } from './check.ts';
import { canHold } from './possible.ts';

/** What is wrong with the flow as a whole: its size, its entry, whom it names. */
export function flowProblems({ flow, places, world }: Checked): Problem[] {
  const { entry, brand } = flow;
  return [
    ...(places.length === 0 ? [flowBlocks('steps', { message: 'This flow has no steps.', fix: 'Add the first step.' })] : []),
    ...(places.length > MAX_FLOW_STEPS
      ? [
          flowBlocks('steps', {
            message: `This flow has ${String(places.length)} steps; the most is ${String(MAX_FLOW_STEPS)}.`,
            fix: 'Part it into two flows.',
          }),
        ]
      : []),
    ...(entry.kind === 'taken-back' ? takingBack({ flow, places, world }) : []),
    ...unknown('entry.themes', 'theme', entry.themes ?? [], world.themes),
    ...unknown('entry.sources', 'source', entry.sources ?? [], world.sources),
    ...unknown('entry.brands', 'brand', entry.brands ?? [], world.brands),
    ...unknown('brand', 'brand', brand === undefined ? [] : [brand], world.brands),
    ...(entry.kind === 'taken-back' ? emptyLists(entry, ['themes']) : nobody(entry)).map(([path, because]) =>
      flowBlocks(`entry.${path}`, { message: `Nobody can enter: ${because}.`, fix: FIXES[path] ?? 'Take this limit away, or widen it.' }),
    ),
  ];
}

const unknown = (path: string, word: string, keys: readonly string[], known: ReadonlyMap<string, unknown>): Problem[] =>
  keys
    .filter((key) => !known.has(key))
    .map((key) => flowBlocks(path, { message: `There is no ${word} “${key}”.`, fix: `Choose another ${word}, or create this one.` }));

/** What only feedback has: whoever was told is to be corrected, whatever they said and wherever. */
const OF_FEEDBACK = ['feelings', 'sources', 'brands', 'languages', 'score', 'withoutText', 'onlyIf'] as const;

/** The product's own correction stands back for a flow that begins here, so it must correct, and everybody. */
function takingBack({ flow: { entry }, places, world }: Checked): Problem[] {
  const corrects = places.some(
    ({ kind, issues, step }) =>
      kind && issues.length === 0 && (kind.uses(step.config).templates ?? []).some((name) => world.templates.get(name)?.corrects),
  );
  const limits = OF_FEEDBACK.filter((path) => entry[path] !== undefined).map((path) =>
    flowBlocks(`entry.${path}`, {
      message: 'A flow that begins when something is taken back is for everybody who was told of it.',
      fix: 'Take this limit away.',
    }),
  );
  if (corrects || places.length === 0) return limits;
  const message = 'Nobody is corrected: no step sends a message that takes back what they were told.';
  return [...limits, flowBlocks('steps', { message, fix: 'Send “What I told you was wrong”, or another correction, first.' })];
}

const LISTS = ['themes', 'feelings', 'sources', 'brands', 'languages'] as const;
const SCORES = { nps: [0, 10], csat: [1, 5], stars: [1, 5] } as const;
const FIXES: Readonly<Record<string, string>> = { onlyIf: 'Change the conditions so that one customer can meet them all.' };

const emptyLists = (entry: Entry, lists: readonly (typeof LISTS)[number][]): [path: string, because: string][] =>
  lists.filter((list) => entry[list]?.length === 0).map((list) => [list, `the list of ${list} is empty`]);

/** The settings that let nobody in, each with the reason. */
function nobody(entry: Entry): [path: string, because: string][] {
  const found = emptyLists(entry, LISTS);
  if (entry.score) {
    const { kind, from, to } = entry.score;
    const [least, most] = SCORES[kind];
    if (to < least || from > most) found.push(['score', `${kind} goes from ${String(least)} to ${String(most)}`]);
  }
  if (entry.maxAge !== null && milliseconds(entry.maxAge) === 0) found.push(['maxAge', 'nothing is said at most no time earlier']);
  if (entry.onlyIf && !canHold(entry.onlyIf)) found.push(['onlyIf', 'the conditions contradict themselves']);
  return found;
}
