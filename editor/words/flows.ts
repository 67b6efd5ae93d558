import type { Flow, FlowLine } from '../api/shapes.ts';

/** What a flow is called that nobody has named yet. */
export const UNNAMED = 'New flow';

/** What is live of a flow, as of a revision of its draft. */
export type NowLive = Pick<Flow, 'id' | 'live' | 'changed' | 'revision'>;

type Tone = 'calm' | 'good' | 'waits' | 'bad';

export const FLOW_STATES: Readonly<Record<FlowLine['status'], { words: string; tone: Tone }>> = {
  live: { words: 'live', tone: 'good' },
  draft: { words: 'draft', tone: 'calm' },
  paused: { words: 'lets nobody in', tone: 'waits' },
  'sending-paused': { words: 'sends nothing', tone: 'waits' },
};

export function stateOf({ status, nobodyNew, sendNothing }: Pick<Flow, 'status' | 'nobodyNew' | 'sendNothing'>): {
  words: string;
  tone: Tone;
} {
  if (status === 'draft') return FLOW_STATES.draft;
  if (sendNothing) return nobodyNew ? { words: 'lets nobody in, sends nothing', tone: 'waits' } : FLOW_STATES['sending-paused'];
  return nobodyNew ? FLOW_STATES.paused : FLOW_STATES.live;
}
