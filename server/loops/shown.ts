import type { Models } from '../storage/models.ts';
import type { WaitDoc } from '../waiting/wait.schema.ts';
import { isReason } from '../why/codes.ts';
import { themeNames } from '../why/theme-names.ts';
import type { ThemeNames } from '../why/theme-names.ts';
import { words } from '../why/words.ts';
import type { LoopDoc } from './loop.schema.ts';

/** Where an open loop stands; null while it moves. */
export interface At {
  step: string;
  since: Date;
  until: Date | null;
}

/** Loops as the API shows them, each with the place where it waits. */
export async function shownLoops(db: Models, loops: readonly LoopDoc[]) {
  const waits = await db.waits
    .find({ loop: { $in: loops.filter(({ status }) => status === 'open').map(({ _id }) => _id) }, state: 'open' })
    .sort({ park: 1 })
    .lean<WaitDoc[]>();
  const waitOf = new Map(waits.map((wait) => [`${wait.loop}/${String(wait.generation)}`, wait]));
  const named = await themeNames(
    db,
    loops.flatMap(({ themes }) => themes),
  );
  return loops.map((loop) => shown(loop, named, waitOf.get(`${loop._id}/${String(loop.generation)}`) ?? null));
}

function shown(loop: LoopDoc, named: ThemeNames, wait: WaitDoc | null) {
  const at: At | null = wait && { step: wait.step, since: wait.since, until: wait.deadline };
  return {
    id: loop._id,
    flowId: loop.flow,
    version: loop.version,
    feedbackId: loop.feedback,
    joined: loop.joined,
    customerId: loop.customer,
    themes: loop.themes,
    /** What the themes are called, in their order. */
    themeNames: loop.themes.map(named),
    status: loop.status,
    generation: loop.generation,
    closedAs: loop.closedAs,
    answered: loop.closedAs === 'answered-by-a-person' ? (loop.answered ?? null) : null,
    at,
    reasonCode: loop.reasonCode,
    reason: reasonOf(loop),
    kept: loop.kept ?? {},
    openedAt: loop.openedAt,
    closedAt: loop.closedAt,
  };
}

export type ShownLoop = ReturnType<typeof shown>;

function reasonOf({ reasonCode, reason }: LoopDoc): string | null {
  if (reasonCode === null) return null;
  return words(isReason(reasonCode) ? reasonCode : 'bug', reason === null ? {} : { because: reason });
}
