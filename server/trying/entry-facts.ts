import type { EntryFacts } from '@loopwright/workflows/contract';
import type { FlowDoc } from '../flows/flow.schema.ts';
import { customerFacts } from '../loops/facts.ts';
import type { Subject } from './subject.ts';

const ALWAYS_LIVE = new Date(0);

/** A test takes what was said as coming in while the flow lets people in; `assumed` says where that is not as it was. */
export function entryFacts(
  flow: Pick<FlowDoc, 'demo' | 'firstPublishedAt'>,
  { customer, feedback, opened }: Omit<Subject, 'madeUp'>,
): { facts: EntryFacts; assumed: string[] } {
  const since = flow.firstPublishedAt;
  const assumed = [
    ...(since === null ? ['The flow is not published; the test takes it as published before they spoke.'] : []),
    ...(since !== null && feedback.receivedAt < since
      ? ['It came in before the flow was published; the test takes it as coming in after.']
      : []),
    ...(feedback.demo && !flow.demo ? ['They and what they said are invented; the test takes them as real.'] : []),
    ...(feedback.history ? ['It was taken in as history; the test takes it as coming in while the flow is live.'] : []),
  ];
  const said = { ...feedback, history: false };
  const facts = { said, customer: customerFacts(customer), flow: { demo: feedback.demo, firstPublishedAt: ALWAYS_LIVE }, now: opened };
  return { facts, assumed };
}
