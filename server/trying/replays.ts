import { milliseconds } from '@loopwright/workflows/contract';
import type { Purpose } from '@loopwright/workflows/contract';
import type { PastChange, Replay } from '@loopwright/workflows/backtest';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { Models } from '../storage/models.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { keptUntilIn } from './kept-until.ts';
import { nextOpenIn } from './next-open.ts';
import type { Tried } from './tried-flow.ts';

/** A flow as it is replayed under the house rules of today. */
export async function replayOf(
  db: Models,
  { doc, tree, plan }: Tried,
  rules: HouseRulesDoc,
  changes: readonly PastChange[],
  until: Date,
): Promise<Replay> {
  const pinned = await db.templates
    .find({ _id: { $in: Object.values(plan.templates) } }, { name: 1, claims: 1, decides: 1 })
    .lean<Pick<TemplateDoc, 'name' | 'claims' | 'decides'>[]>();
  const purposes = pinned.map(({ name, claims, decides }): [string, Purpose | null] => [
    name,
    claims ? 'tell' : decides ? 'decision' : null,
  ]);
  return {
    entry: tree.entry,
    plan,
    demo: doc.demo,
    purposes: Object.fromEntries(purposes),
    keptUntil: keptUntilIn(tree, rules.zone),
    approves: true,
    until: until.getTime(),
    changes,
    house: {
      delayMs: milliseconds(rules.sendDelay),
      zone: rules.zone,
      cap: rules.cap && { messages: rules.cap.messages, withinMs: milliseconds(rules.cap.within) },
      nextOpen: nextOpenIn(rules.quietHours),
    },
  };
}
