import type { Loop } from '../api/shapes.ts';

/** What a feedback is said to be about. */
export interface About {
  themes: readonly string[];
  feeling: string | null;
}

export const FEELINGS: Readonly<Record<string, string>> = {
  complaint: 'a complaint',
  wish: 'a wish',
  praise: 'praise',
  neutral: 'neither good nor bad',
};

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** What saying something else of a feedback sets in motion, in sentences; `loops` are those it is part of and that are open. */
export function motions(before: About, after: About, loops: readonly Pick<Loop, 'themes'>[], named: (theme: string) => string): string[] {
  const list = (themes: readonly string[]): string => and.format(themes.map(named));
  const gone = before.themes.filter((theme) => !after.themes.includes(theme));
  const come = after.themes.filter((theme) => !before.themes.includes(theme));
  const left = ({ themes }: Pick<Loop, 'themes'>): string[] => themes.filter((theme) => !gone.includes(theme));
  const touched = loops.filter(({ themes }) => themes.some((theme) => gone.includes(theme)));
  return [
    ...touched.map((loop) =>
      left(loop).length === 0
        ? `Their loop about ${list(loop.themes)} ends, unless something else they said keeps it: they are not told of that, and what was to be sent does not leave.`
        : `Their loop goes on about ${list(left(loop))} only, unless something else they said keeps the rest.`,
    ),
    ...(come.length > 0 ? [`It goes to the flows again: those about ${list(come)} may take it up.`] : []),
    ...(after.feeling !== before.feeling && after.feeling !== null && come.length === 0
      ? [`It goes to the flows again as ${FEELINGS[after.feeling] ?? after.feeling}.`]
      : []),
    ...(after.themes.length === 0 ? ['Without a theme no flow takes it up that asks for one.'] : []),
  ];
}
