import type { CustomerDoc } from '../../server/customers/customer.schema.ts';
import type { Plan, Step } from '@loopwright/workflows/contract';
import type { FeedbackDoc } from '../../server/feedback/feedback.schema.ts';
import type { FlowDoc } from '../../server/flows/flow.schema.ts';
import type { ImprovementDoc } from '../../server/improvements/improvement.schema.ts';
import type { LoopDoc } from '../../server/loops/loop.schema.ts';
import { newId } from '../../server/storage/ids.ts';
import { startLoop } from '../../server/waiting/start-loop.ts';
import { tellingPlan, tellingSteps } from './stage.ts';
import type { Stage } from './stage.ts';

const DAY = 86_400_000;
let count = 0;

export async function aCustomer(stage: Stage, given: Partial<CustomerDoc> = {}): Promise<CustomerDoc> {
  const _id = newId();
  const customer: CustomerDoc = {
    _id,
    externalId: null,
    emails: [`c${String((count += 1))}@example.com`],
    name: 'Ada',
    locale: 'en',
    timeZone: 'Europe/Berlin',
    attributes: { plan: 'pro' },
    attributesAt: {},
    factsAt: {},
    consent: {},
    arm: 0.5,
    draws: {},
    mergedInto: null,
    demo: false,
    erasedAt: null,
    createdAt: stage.clock.now(),
    ...given,
  };
  await stage.db.customers.create(customer);
  return customer;
}

export async function aFlow(stage: Stage, given: { id?: string; hold?: number; atMostMs?: number | null } = {}): Promise<string> {
  const flow = given.id ?? newId();
  const plan = tellingPlan(flow, given.atMostMs === undefined ? 90 * DAY : given.atMostMs);
  const now = stage.clock.now();
  await stage.db.plans.updateOne({ _id: plan.$plan }, { $setOnInsert: { plan } }, { upsert: true });
  await stage.db.flows.create({
    _id: flow,
    key: flow,
    name: `Flow ${flow}`,
    revision: 1,
    draft: { name: 'F' },
    live: 1,
    firstPublishedAt: now,
    createdAt: now,
  });
  const version = {
    _id: `${flow}/1`,
    flow,
    version: 1,
    plan: plan.$plan,
    tree: { name: 'F', steps: tellingSteps() },
    hold: given.hold ?? 0,
  };
  await stage.db.versions.create({ ...version, publishedAt: now, publishedBy: 'test' });
  return flow;
}

/** A complaint about `theme`, `daysAgo`, and the loop it opened; not yet started. */
export async function aLoop(
  stage: Stage,
  given: { flow: string; customer: CustomerDoc; theme?: string; daysAgo?: number },
): Promise<LoopDoc> {
  const occurredAt = new Date(stage.clock.now().getTime() - (given.daysAgo ?? 10) * DAY);
  const theme = given.theme ?? 'pricing';
  const feedback: Partial<FeedbackDoc> = {
    _id: newId(),
    source: 'survey',
    externalId: newId(),
    text: 'Too expensive',
    occurredAt,
    receivedAt: occurredAt,
    customer: given.customer._id,
    tags: [{ theme, by: 'source', confirmed: true }],
    feeling: 'complaint',
    stage: 'looped',
  };
  await stage.db.feedback.create(feedback);
  const version = await stage.db.versions.findById(`${given.flow}/1`).lean();
  const loop = await stage.db.loops.create({
    _id: newId(),
    flow: given.flow,
    flowKey: given.flow,
    version: 1,
    plan: version?.plan ?? '',
    feedback: feedback._id ?? '',
    customer: given.customer._id,
    themes: [theme],
    spokeAt: occurredAt,
    status: 'open',
    generation: 1,
    openedAt: stage.clock.now(),
  });
  return loop.toObject<LoopDoc>();
}

/** A loop that stands at its wait. */
export async function aWaitingLoop(stage: Stage, given: Parameters<typeof aLoop>[1]): Promise<LoopDoc> {
  const loop = await aLoop(stage, given);
  await startLoop(stage.db, stage.loops, loop);
  await stage.loops.quiet();
  return loop;
}

export async function anImprovement(stage: Stage, given: Partial<ImprovementDoc> = {}): Promise<ImprovementDoc> {
  const now = stage.clock.now();
  const doc = await stage.db.improvements.create({
    _id: newId(),
    themes: ['pricing'],
    title: 'Prices with tax',
    change: 'prices include tax',
    state: 'shipped',
    shippedAt: new Date(now.getTime() - DAY),
    revision: 1,
    epoch: 0,
    createdAt: now,
    ...given,
  });
  return doc.toObject<ImprovementDoc>();
}

/** V1, as the API does it. */
export async function verify(stage: Stage, improvement: string): Promise<number> {
  const doc = await stage.db.improvements
    .findOneAndUpdate(
      { _id: improvement, state: { $ne: 'verified' } },
      [
        {
          $set: {
            state: 'verified',
            verifiedAt: stage.clock.now(),
            revision: { $add: ['$revision', 1] },
            release: { revision: { $add: ['$revision', 1] }, state: 'wanted' },
          },
        },
      ],
      { updatePipeline: true, returnDocument: 'after' },
    )
    .lean<ImprovementDoc | null>();
  return doc?.revision ?? 0;
}

/** The retraction's fact, then L3, as the API does it. */
export async function retract(stage: Stage, improvement: string, flows: string[] = []): Promise<ImprovementDoc | null> {
  const retraction = { reason: 'it did not hold', whatIsTrue: 'prices do not include tax', correct: true };
  const doc = await stage.db.improvements
    .findOneAndUpdate(
      { _id: improvement, state: 'verified' },
      [
        {
          $set: {
            state: 'retracted',
            retraction,
            epoch: { $add: ['$epoch', 1] },
            revision: { $add: ['$revision', 1] },
            release: null,
            recall: { epoch: { $add: ['$epoch', 1] }, state: 'wanted', flows },
          },
        },
      ],
      { updatePipeline: true, returnDocument: 'after' },
    )
    .lean<ImprovementDoc | null>();
  if (doc) await stage.recalling.stopClaims(doc);
  return doc;
}

/** V2 and V3: walks like the release workflow, again and again until a whole walk offers nothing. */
export async function release(stage: Stage, improvement: string, revision: number): Promise<void> {
  if (!(await stage.releasing.begin(improvement, revision))) return;
  for (let offered = 1; offered > 0;) {
    offered = 0;
    for (let cursor: { bucket: number; after: string } | null = { bucket: 0, after: '' }; cursor;) {
      const page: Awaited<ReturnType<Stage['releasing']['page']>> = await stage.releasing.page(improvement, revision, cursor, 3);
      if ('stop' in page) return;
      offered += page.offered;
      cursor = page.next;
    }
    await stage.loops.quiet();
  }
  await stage.releasing.done(improvement, revision);
}

/** What publishing writes for a further version, with what becomes of those part-way; nobody is moved by it yet. */
export async function aVersion(stage: Stage, flow: string, plan: Plan, steps: Step[], how: 'move' | 'stop' = 'move'): Promise<number> {
  const now = stage.clock.now();
  const doc = await stage.db.flows.findById(flow).lean<FlowDoc | null>();
  const version = (doc?.live ?? 0) + 1;
  await stage.db.plans.updateOne({ _id: plan.$plan }, { $setOnInsert: { plan } }, { upsert: true });
  const row = { _id: `${flow}/${String(version)}`, flow, version, plan: plan.$plan, tree: { name: 'F', steps }, publishedAt: now };
  await stage.db.versions.create({ ...row, publishedBy: 'test' });
  await stage.db.flows.updateOne({ _id: flow }, { $set: { live: version, partWay: { version, how, since: now } } });
  return version;
}
