import { Flow, diff } from '@loopwright/workflows/contract';
import type { FlowChange, FlowWords } from '@loopwright/workflows/contract';
import type { Models } from '../../storage/models.ts';
import type { DraftDoc } from '../draft.schema.ts';
import type { FlowDoc, VersionDoc } from '../flow.schema.ts';

export interface Authored {
  /** Against what is live, each with who said so last. */
  changes: (FlowChange & { by: string | null })[];
  authors: { name: string; saves: number; last: Date }[];
}

/** What publishing would change, and who changed it: told from the saves since the live version. */
export async function authored(db: Models, doc: FlowDoc, live: VersionDoc | null, words: FlowWords): Promise<Authored> {
  const since = !live ? {} : live.revision === undefined ? { at: { $gt: live.publishedAt } } : { revision: { $gt: live.revision } };
  const saves = await db.drafts
    .find({ flow: doc._id, ...since })
    .sort({ revision: 1 })
    .lean<DraftDoc[]>();
  const base = live && Flow.parse(live.tree);
  const lastBy = new Map<string, string>();
  let before = base;
  for (const save of saves) {
    const after = Flow.parse(save.draft);
    for (const change of before ? diff(before, after, words) : []) lastBy.set(keyOf(change), save.by);
    before = after;
  }
  const changes = base ? diff(base, Flow.parse(doc.draft), words) : [];
  return {
    changes: changes.map((change) => ({ ...change, by: lastBy.get(keyOf(change)) ?? null })),
    authors: [...Map.groupBy(saves, ({ by }) => by)].map(([name, theirs]) => ({
      name,
      saves: theirs.length,
      last: theirs.at(-1)?.at ?? doc.createdAt,
    })),
  };
}

const keyOf = ({ about, step, exit }: FlowChange): string => `${about}/${step ?? ''}/${exit ?? ''}`;
