import type { FlowWorld, FlowWords, TemplateFacts } from '@loopwright/workflows/contract';

const template = (title: string, more: Partial<TemplateFacts> = {}): TemplateFacts => ({
  title,
  hash: `hash of ${title}`,
  claims: false,
  decides: false,
  corrects: false,
  promises: null,
  answers: 'where-given',
  problems: [],
  ...more,
});

const named = (names: Record<string, string>): Map<string, { name: string }> =>
  new Map(Object.entries(names).map(([key, name]) => [key, { name }]));

/** A small workspace with the names people really give, some of them awkward. */
export const flowWorld = (more: Partial<FlowWorld> = {}): FlowWorld => ({
  themes: named({
    pricing: 'pricing',
    billing: 'billing',
    delivery: 'delivery',
    'app.faults': 'app faults',
    odd: 'pricing, billing',
    odder: 'any of “these”',
  }),
  templates: new Map([
    ['you-asked-we-changed', template('You asked, we changed it', { claims: true })],
    ['it-is-fixed', template('It is fixed', { claims: true })],
    ['not-this-one', template('Not this one', { decides: true })],
    ['not-forgotten', template('Not forgotten', { promises: 'to-return' })],
    ['have-not-managed', template('We have not managed it')],
    ['was-wrong', template('What I told you was wrong', { corrects: true, promises: 'to-return' })],
    [
      'half-off',
      template('Half off', { problems: [{ message: 'it makes an offer: “50 % off”.', fix: 'Take the offer out.', blocks: true }] }),
    ],
    ['long', template('Long', { problems: [{ message: 'it has 140 words.', fix: 'Use 110 at most.', blocks: false }] })],
  ]),
  teams: named({ billing: '#billing', app: 'App team' }),
  people: named({ maya: 'Maya', tom: 'Tom', bill: '#billing' }),
  connections: named({ crm: 'CRM', tickets: 'Tickets with care' }),
  brands: named({ halden: 'Halden', 'halden-kids': 'Halden Kids' }),
  sources: named({ survey: 'survey', 'app-store': 'App Store', english: 'English' }),
  retiredStepIds: new Set(['long-gone']),
  ...more,
});

export const flowWords = (more: Partial<FlowWords> = {}): FlowWords => ({
  ...flowWorld(),
  houseRules: {
    sendDelay: 'PT10M',
    quietHours: { from: 8, to: 20 },
    zone: 'Europe/Berlin',
    cap: { messages: 1, within: 'P7D' },
    bundleWithin: null,
  },
  ...more,
});
