import type { MessageFacts } from '../facts.ts';
import { withPartials } from '../loading/load.ts';
import { render } from '../renderer/render.ts';
import type { RenderedMessage, RenderOptions } from '../renderer/rendered.ts';
import type { Template } from '../renderer/template.ts';

/** Facts for tests: everything a message about one verified improvement knows. */
export const knownFacts: MessageFacts = {
  customer: { name: 'Ana' },
  feedback: { occurredAt: '2026-03-03T18:20:00Z', channel: 'survey', quote: 'the price hides the tax', language: 'en', score: 3 },
  themes: [{ key: 'pricing', name: 'Pricing', noun: { en: { plural: 'prices' }, de: { plural: 'Preise' } } }],
  improvement: { state: 'verified', change: 'every price includes tax', shippedAt: '2026-05-02T08:00:00Z', seeAt: 'https://a.example/pro' },
  others: 12,
  owner: { name: 'Maya Lind', role: 'pricing' },
  sender: { brand: 'Brand' },
  links: { choose: 'https://a.example/choose', stop: 'https://a.example/stop' },
};

export const atSending: RenderOptions = { locale: 'en-GB', zone: 'Europe/London', now: '2026-06-01T09:00:00Z', seed: 'a' };

export function templateSaying(body: string, subject = 'About it'): Template {
  return withPartials({ name: 'test', variants: { en: { subject, body } } });
}

/** What a body (and subject) says with the known facts changed as given. */
export function said(
  body: string,
  facts: Partial<MessageFacts> = {},
  options: Partial<RenderOptions> = {},
  subject?: string,
): RenderedMessage {
  return render(templateSaying(body, subject), { ...knownFacts, ...facts }, { ...atSending, ...options });
}

export function textOf(body: string, facts: Partial<MessageFacts> = {}, options: Partial<RenderOptions> = {}): string {
  return said(body, facts, options).text.trimEnd();
}
