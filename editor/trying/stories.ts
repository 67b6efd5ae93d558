/** What may happen to somebody who waits, as it is told, and as the server is asked. */
export interface Story {
  words: (day: number) => string;
  events: (day: number, about: { improvement?: string }) => object[];
  /** The kind of step without which it changes nothing. */
  needs?: string;
}

const SENT_BY = 3;

export const STORIES = {
  nothing: { words: () => 'Nothing happens', events: () => [] },
  verified: {
    words: (day) => `Verified on day ${String(day)}`,
    events: (day, about) => [{ at: day, what: 'verified', ...about }],
  },
  declined: {
    words: (day) => `Decided against on day ${String(day)}`,
    events: (day, about) => [{ at: day, what: 'declined', ...about }],
  },
  back: {
    words: (day) => `Verified on day ${String(day)}, taken back after`,
    events: (day, about) => [
      { at: day, what: 'verified', ...about },
      { at: day + SENT_BY, what: 'retracted', ...about },
    ],
  },
  stopped: {
    words: (day) => `They stop our mail before day ${String(day)}`,
    events: (day, about) => [
      { at: Math.max(0, day - 1), what: 'stopped-mail' },
      { at: day, what: 'verified', ...about },
    ],
  },
  approved: {
    words: (day) => `Verified on day ${String(day)}, and approved a day later`,
    events: (day, about) => [
      { at: day, what: 'verified', ...about },
      { at: day + 1, what: 'approved' },
    ],
  },
  refused: {
    words: (day) => `Verified on day ${String(day)}, and not approved`,
    events: (day, about) => [
      { at: day, what: 'verified', ...about },
      { at: day + 1, what: 'refused' },
    ],
  },
  notFixed: {
    words: (day) => `Verified on day ${String(day)}, and they answer “still not”`,
    events: (day, about) => [
      { at: day, what: 'verified', ...about },
      { at: day + SENT_BY, what: 'answered', says: 'not-fixed' },
    ],
    needs: 'wait-for-reply',
  },
  fixed: {
    words: (day) => `Verified on day ${String(day)}, and they answer that it works`,
    events: (day, about) => [
      { at: day, what: 'verified', ...about },
      { at: day + SENT_BY, what: 'answered', says: 'satisfied' },
    ],
    needs: 'wait-for-reply',
  },
  done: { words: (day) => `The task is done on day ${String(day)}`, events: (day) => [{ at: day, what: 'done' }], needs: 'assign' },
} as const satisfies Record<string, Story>;

export type StoryName = keyof typeof STORIES;

/** The stories that can change something where there are steps of these kinds. */
export const storiesOf = (kinds: readonly string[]): StoryName[] =>
  (Object.entries(STORIES) as [StoryName, Story][]).flatMap(([name, { needs }]) =>
    needs === undefined || kinds.includes(needs) ? [name] : [],
  );
