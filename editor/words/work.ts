import type { Work } from '../api/shapes.ts';
import { p } from '../routes.ts';

const PLACES: Readonly<Record<string, { address: string; words: string }>> = {
  'failed-loops': { address: `${p('/loops')}?status=failed`, words: 'Look at them' },
  'unknown-messages': { address: `${p('/outbox')}?state=unknown`, words: 'Settle them' },
  'held-messages': { address: p('/approvals'), words: 'Look at them' },
  'overdue-tasks': { address: `${p('/tasks')}?state=overdue`, words: 'Look at them' },
  'late-answers': { address: `${p('/tasks')}?show=answers&state=unread`, words: 'Read them' },
  'stuck-feedback': { address: p('/feedback'), words: 'Look at it' },
};

/** Where a piece of work is done, and what the way there is called. */
export function whereTo({ kind, improvement, flow, theme }: Work): { address: string; words: string } | null {
  if (improvement !== undefined) return { address: p('/improvements/:id', { params: { id: improvement } }), words: 'Look at it' };
  if (flow !== undefined) return { address: p('/flows/:id', { params: { id: flow } }), words: 'Look at it' };
  if (theme !== undefined) return { address: `${p('/improvements')}?new=${encodeURIComponent(theme)}`, words: 'Plan an improvement' };
  return PLACES[kind] ?? null;
}
