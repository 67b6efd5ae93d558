import type { ScoreKind } from '@loopwright/workflows/contract';

/** The four channels: what the data tables call them, their source key, and the scale they ask on. */
export const CHANNELS = {
  nps: { key: 'demo-nps-survey', name: 'NPS survey', channel: 'survey', scoreKind: 'nps' },
  app: { key: 'demo-app-store', name: 'App Store', channel: 'review', scoreKind: 'stars' },
  mail: { key: 'demo-support-mail', name: 'Support mail', channel: 'email', scoreKind: null },
  review: { key: 'demo-shop-reviews', name: 'Shop reviews', channel: 'review', scoreKind: 'stars' },
} as const satisfies Record<string, { key: string; name: string; channel: string; scoreKind: ScoreKind | null }>;

type ChannelName = keyof typeof CHANNELS;

/** The channel of a cell such as "nps:4", and its score. */
export function channelOf(cell: string): { source: (typeof CHANNELS)[ChannelName]; score: number | undefined } {
  const [name = '', score] = cell.split(':');
  if (!Object.hasOwn(CHANNELS, name)) throw new Error(`no demo channel "${name}"`);
  return { source: CHANNELS[name as ChannelName], score: score === undefined ? undefined : Number(score) };
}
