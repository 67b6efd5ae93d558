import type { FlowInput, FlowSentence } from '@loopwright/workflows/contract';
import type { FlowDoc, VersionDoc } from './flow.schema.ts';

export interface ShownFlow {
  id: string;
  name: string;
  revision: number;
  status: 'draft' | 'live' | 'paused';
  nobodyNew: boolean;
  sendNothing: boolean;
  draft: FlowInput;
  /** The version new loops start with. */
  live: { version: number; hash: string; publishedAt: Date; hold: number } | null;
  /** Whether the draft says something else than what is live; false where nothing is. */
  changed: boolean;
  /** Who saved this draft, and when; null where that is no longer kept. */
  saved: { by: string; at: Date } | null;
  /** Ids of steps that were published once and are gone: never another step's. */
  retiredStepIds: string[];
  /** The draft in words. */
  sentences: FlowSentence[];
  createdAt: Date;
}

export function shownFlow(
  doc: FlowDoc,
  live: VersionDoc | null,
): Omit<ShownFlow, 'sentences' | 'draft' | 'changed' | 'saved' | 'retiredStepIds'> {
  const { _id, name, revision, pausedEntry, pausedSending, createdAt } = doc;
  const paused = pausedEntry || pausedSending;
  return {
    id: _id,
    name,
    revision,
    status: doc.live === null ? 'draft' : paused ? 'paused' : 'live',
    nobodyNew: pausedEntry,
    sendNothing: pausedSending,
    live: live && { version: live.version, hash: live.plan, publishedAt: live.publishedAt, hold: live.hold },
    createdAt,
  };
}
