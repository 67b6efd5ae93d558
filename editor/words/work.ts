import type { Work } from '../api/shapes.ts';
import { p } from '../routes.ts';

/** Where the pieces of a kind are and what is done with them there. `mass`: feedback is not counted in pieces. */
const PLACES: Readonly<Record<string, { address: string; verb: string; mass?: true }>> = {
  'failed-loops': { address: `${p('/loops')}?status=failed`, verb: 'Look at' },
  'unknown-messages': { address: `${p('/outbox')}?state=unknown`, verb: 'Settle' },
  'held-messages': { address: p('/approvals'), verb: 'Look at' },
  'overdue-tasks': { address: `${p('/tasks')}?state=overdue`, verb: 'Look at' },
  'late-answers': { address: `${p('/tasks')}?show=answers&state=unread`, verb: 'Read' },
  'stuck-feedback': { address: p('/feedback'), verb: 'Look at', mass: true },
};

/** Where a piece of work is done, and what the way there is called. */
export function whereTo({ kind, count, improvement, flow, theme }: Work): { address: string; words: string } | null {
  if (improvement !== undefined) return { address: p('/improvements/:id', { params: { id: improvement } }), words: 'Look at it' };
  if (flow !== undefined) return { address: p('/flows/:id', { params: { id: flow } }), words: 'Look at it' };
  if (theme !== undefined) return { address: `${p('/improvements')}?new=${encodeURIComponent(theme)}`, words: 'Plan an improvement' };
  const place = PLACES[kind];
  return place ? { address: place.address, words: `${place.verb} ${count === 1 || place.mass ? 'it' : 'them'}` } : null;
}
