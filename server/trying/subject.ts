import { notFound } from '../app/refusal.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { LoopDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { MadeUp, Trial } from './preview-body.ts';

/** Whom a flow is tried on: somebody who spoke, or somebody made up, whose words come in as they are said. */
export interface Subject {
  customer: CustomerDoc;
  feedback: FeedbackDoc;
  /** When their loop opens, or would. */
  opened: Date;
  madeUp: boolean;
}

const MADE_UP = 'made-up';

/** With the real ids, so that draws and deadlines are those of the real loop. */
export async function subjectOf(db: Models, flow: { _id: string; demo: boolean }, trial: Trial, now: Date): Promise<Subject> {
  if (trial.feedback) return madeUp(trial.feedback, flow.demo, now);
  const feedback = await db.feedback.findById(trial.feedbackId).lean<FeedbackDoc | null>();
  const [customer, loop] = await Promise.all([
    feedback && survivorOf(db, feedback.customer),
    feedback && db.loops.findOne({ flow: flow._id, feedback: feedback._id }, { openedAt: 1 }).lean<Pick<LoopDoc, 'openedAt'> | null>(),
  ]);
  if (!feedback || !customer || customer.erasedAt) throw notFound('a feedback');
  return { customer, feedback, opened: loop?.openedAt ?? feedback.receivedAt, madeUp: false };
}

function madeUp(said: MadeUp, demo: boolean, now: Date): Subject {
  const { customer: who, themes, ...rest } = said;
  const occurredAt = said.occurredAt ?? now;
  const customer: CustomerDoc = {
    _id: MADE_UP,
    externalId: null,
    emails: who.email ? [who.email.toLowerCase()] : [],
    name: who.name ?? null,
    locale: who.locale ?? null,
    timeZone: who.timeZone ?? null,
    attributes: who.attributes,
    attributesAt: {},
    factsAt: {},
    consent: who.consent,
    arm: 1,
    draws: {},
    mergedInto: null,
    demo,
    erasedAt: null,
    createdAt: occurredAt,
  };
  const feedback: FeedbackDoc = {
    _id: MADE_UP,
    externalId: MADE_UP,
    source: rest.source,
    text: rest.text ?? null,
    score: rest.score ?? null,
    scoreKind: rest.scoreKind ?? null,
    event: rest.event ?? null,
    occurredAt,
    receivedAt: occurredAt,
    language: rest.language ?? null,
    brand: rest.brand ?? null,
    attributes: rest.attributes,
    customer: MADE_UP,
    person: MADE_UP,
    tags: themes.map((theme) => ({ theme, by: 'person', confirmed: true })),
    feeling: rest.feeling ?? null,
    feelingConfirmed: rest.feeling !== undefined,
    stage: 'tagged',
    pending: false,
    admitted: [],
    needs: [],
    history: false,
    demo,
    lease: null,
    leaseUntil: null,
    failures: 0,
    failure: null,
  };
  return { customer, feedback, opened: occurredAt, madeUp: true };
}
