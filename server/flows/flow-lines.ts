import { Temporal } from 'temporal-polyfill';
import { ClosedAs, Flow, sentences } from '@loopwright/workflows/contract';
import type { FlowInput, FlowWords } from '@loopwright/workflows/contract';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';
import { wordsOf } from './flow-words.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { Models } from '../storage/models.ts';

/** A flow as one line: what it does in words, and how many people it concerns. */
export interface FlowLine {
  id: string;
  name: string;
  status: 'live' | 'draft' | 'paused' | 'sending-paused';
  sentence: string;
  /** Open loops. */
  waiting: number;
  closedThisMonth: number;
  /** Loops closed as told, ever. */
  told: number;
}

/** All flows, newest first: what is live in words, or the draft where nothing is. */
export const flowLines = async (db: Models, now: Date): Promise<FlowLine[]> =>
  linesOf(db, await db.flows.find().sort({ createdAt: -1, _id: -1 }).lean<FlowDoc[]>(), now);

/** These flows, in their order. */
export async function linesOf(db: Models, flows: readonly FlowDoc[], now: Date): Promise<FlowLine[]> {
  const live = flows.filter((flow) => flow.live !== null).map(({ _id, live }) => `${_id}/${String(live)}`);
  const [versions, words, zone] = await Promise.all([
    db.versions.find({ _id: { $in: live } }, { flow: 1, tree: 1 }).lean<Pick<VersionDoc, 'flow' | 'tree'>[]>(),
    wordsOf(db),
    zoneOf(db),
  ]);
  const treeOf = new Map(versions.map(({ flow, tree }) => [flow, tree]));
  const month = beginOfMonth(now, zone);
  return Promise.all(
    flows.map(async (flow) => ({
      id: flow._id,
      name: flow.name,
      status: statusOf(flow),
      sentence: inWords(treeOf.get(flow._id) ?? flow.draft, words),
      ...(await figures(db, flow._id, month)),
    })),
  );
}

async function figures(db: Models, flow: string, month: Date): Promise<Pick<FlowLine, 'waiting' | 'closedThisMonth' | 'told'>> {
  const [waiting, closedThisMonth, told] = await Promise.all([
    db.loops.countDocuments({ flow, status: 'open' }),
    db.loops.countDocuments({ flow, status: 'closed', closedAs: { $in: ClosedAs.options }, closedAt: { $gte: month } }),
    db.loops.countDocuments({ flow, status: 'closed', closedAs: 'told' }),
  ]);
  return { waiting, closedThisMonth, told };
}

function statusOf({ live, pausedSending, pausedEntry }: FlowDoc): FlowLine['status'] {
  if (live === null) return 'draft';
  if (pausedSending) return 'sending-paused';
  return pausedEntry ? 'paused' : 'live';
}

/** Who comes in, and what happens first to everybody: the rest stands under exits. */
const inWords = (tree: FlowInput, words: FlowWords): string =>
  sentences(Flow.parse(tree), words)
    .filter(({ about, depth, step }) => about === 'entry' || (depth === 0 && step !== null))
    .map(({ text }) => text)
    .join(' ');

const beginOfMonth = (now: Date, zone: string): Date =>
  new Date(Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).with({ day: 1 }).startOfDay().epochMilliseconds);
