import type { Notice } from '../api/settings-shapes.ts';

type Tone = 'calm' | 'good' | 'waits' | 'bad';

const VIA: Readonly<Record<string, string>> = { smtp: 'told by mail', webhook: 'told by their webhook', outbox: 'kept here' };
const CODES: Readonly<Record<string, string>> = {
  'no-such-team': 'there is no such team any more',
  'not-connected': 'there is no mail server',
  'outcome-unknown': 'the mail server did not say whether it took it',
  'timed-out': 'their webhook did not answer in time',
  econnrefused: 'nobody listens at the address of their webhook',
  enotfound: 'there is no host of the name of their webhook',
};

/** Whether and how a team was told. */
export function noticeState({ state, via }: Pick<Notice, 'state' | 'via'>): { tone: Tone; words: string } {
  if (state === 'delivered') return { tone: via === 'outbox' ? 'waits' : 'good', words: VIA[via ?? ''] ?? 'told' };
  return state === 'failed' ? { tone: 'bad', words: 'not told' } : { tone: 'waits', words: 'not told yet' };
}

/** Why they were not told, where something went wrong. */
export function whyNotTold({ state, code }: Pick<Notice, 'state' | 'code'>): string {
  if (code === null || state === 'delivered') return '';
  const status = /^status-(\d+)$/.exec(code)?.[1];
  const because = CODES[code] ?? (status === undefined ? `the delivery failed (${code})` : `their webhook answered ${status}`);
  return state === 'failed' ? `Given up, because ${because}.` : `It is tried again, because ${because}.`;
}
