import { SetMetadata } from '@nestjs/common';
import type { Caller } from '../doors/door.ts';
import type { Models } from '../storage/models.ts';
import { inWords } from './in-words.ts';

/** A kind of thing that people change: how it is found, what it is called, and which of its fields are compared. */
export interface Subject<D> {
  kind: string;
  find: (db: Models, id: string) => Promise<D | null>;
  words: (doc: D) => string;
  fields: (doc: D) => Record<string, unknown>;
}

/** The thing at one moment. */
export interface Seen {
  words: string;
  fields: Record<string, string | null>;
  doc: unknown;
}

/** What is known of a call that was done. */
export interface Facts<D> {
  /** The thing in words: as it is now, or where it is gone as it was. */
  it: string;
  before: D | null;
  body: unknown;
  answer: unknown;
  by: Caller;
}

/** A call as far as it tells which thing it is about: its path parameter, its answer once there is one, and who asks. */
export interface Call {
  param: string | null;
  answer: unknown;
  by: Caller | undefined;
}

/** How the audit tells of a route. */
export interface Act {
  kind: string | null;
  id: (call: Call) => string | null;
  see: (db: Models, id: string) => Promise<Seen | null>;
  /** What was done, after the name of who did it; null where this time there is nothing to tell. */
  did: (facts: Facts<unknown>) => string | null;
}

/** A route that is not told of, with the reason. */
export interface Untold {
  untold: string;
}

const named = ({ param, answer }: Call): string | null => param ?? idIn(answer);

function idIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const id = 'id' in answer ? answer.id : 'key' in answer ? answer.key : null;
  return typeof id === 'string' ? id : null;
}

/** For what people do to themselves. */
export const oneself = ({ by }: Call): string | null => by?.id ?? null;

/** What a route does to a thing: "verified {it}", or a function of the facts. Which one, the path or the answer says, or `id`. */
export function act<D>(subject: Subject<D>, did: string | ((facts: Facts<D>) => string | null), id = named): Act {
  return {
    kind: subject.kind,
    id,
    see: async (db, id) => {
      const doc = await subject.find(db, id);
      if (doc === null) return null;
      const fields = Object.entries(subject.fields(doc)).map(([field, value]) => [field, inWords(value)] as const);
      return { words: subject.words(doc), fields: Object.fromEntries(fields), doc };
    },
    did: typeof did === 'string' ? ({ it }) => did.replace('{it}', () => it) : (facts) => did(facts as Facts<D>),
  };
}

/** What a route does that is done to no single thing. */
export const deed = (did: string | ((facts: Facts<unknown>) => string)): Act => ({
  kind: null,
  id: () => null,
  see: () => Promise.resolve(null),
  did: typeof did === 'string' ? () => did : did,
});

export const untold = (reason: string): Untold => ({ untold: reason });

export const AUDIT = 'loopwright:audit';

/** What the audit says of a changing route. One without it stops the start. */
export const Audit = (what: Act | Untold): MethodDecorator => SetMetadata(AUDIT, what);
