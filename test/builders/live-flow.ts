import { compile, Flow } from '@loopwright/workflows/contract';
import type { FlowInput } from '@loopwright/workflows/contract';
import type { Models } from '../../server/storage/models.ts';
import { newId } from '../../server/storage/ids.ts';
import { flowWorld } from './flow-world.ts';

type Entry = NonNullable<FlowInput['entry']>;

/** Waits for an improvement to the themes that let them in, 90 days, and stops. */
const STEPS: FlowInput['steps'] = [
  {
    id: 'wait',
    kind: 'wait-for-improvement',
    config: { themes: 'same', atMost: 'P90D' },
    exits: { verified: [{ id: 'end', kind: 'stop', config: { reason: 'that is all this flow does' } }] },
  },
];

/** A flow that is live since `at`, stored as publishing stores it. */
export async function aLiveFlow(db: Models, at: Date, entry: Entry = {}, more: { demo?: boolean; id?: string } = {}): Promise<string> {
  const id = more.id ?? newId();
  const tree: FlowInput = { name: `Flow ${id}`, entry, steps: STEPS };
  const compiled = compile(Flow.parse(tree), flowWorld(), id);
  if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems));
  const { plan } = compiled;
  await db.plans.updateOne({ _id: plan.$plan }, { $setOnInsert: { plan } }, { upsert: true });
  const version = { _id: `${id}/1`, flow: id, version: 1, plan: plan.$plan, tree, publishedAt: at, publishedBy: 'test' };
  await db.versions.create(version);
  const live = { live: 1, firstPublishedAt: at, demo: more.demo ?? false };
  await db.flows.create({ _id: id, key: id, name: tree.name, revision: 1, draft: tree, createdAt: at, ...live });
  return id;
}
