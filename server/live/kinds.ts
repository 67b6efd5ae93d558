/** What a change of a collection may have changed on screens. Beside messages and improvements the figures of a release. */
const KINDS = {
  messages: ['messages', 'release'],
  loops: ['loops'],
  tasks: ['tasks'],
  replies: ['answers'],
  improvements: ['improvements', 'release'],
  flows: ['flows'],
  drafts: ['flows'],
  versions: ['flows'],
  feedback: ['feedback'],
  customers: ['customers'],
  themes: ['themes'],
  sources: ['sources'],
  templates: ['templates'],
  'house-rules': ['house-rules'],
} as const satisfies Record<string, readonly string[]>;

export type LiveKind = (typeof KINDS)[keyof typeof KINDS][number];

export const WATCHED = Object.keys(KINDS);
export const ALL_KINDS: readonly LiveKind[] = [...new Set(Object.values(KINDS).flat())];
export const kindsOf = (collection: string): readonly LiveKind[] =>
  Object.hasOwn(KINDS, collection) ? KINDS[collection as keyof typeof KINDS] : [];

/** Something changed; `id` is null where many things may have. */
export interface Change {
  kinds: readonly LiveKind[];
  id: string | null;
}
