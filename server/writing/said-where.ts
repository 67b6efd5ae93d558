import type { z } from 'zod';
import type { Channel } from '@loopwright/templates';

type Said = z.infer<typeof Channel>;

/** Words in a source's key that say in which way customers spoke there. The first that fits wins. */
const WORDS: readonly (readonly [Said, readonly string[]])[] = [
  ['survey', ['survey', 'nps', 'csat', 'poll', 'questionnaire']],
  ['review', ['review', 'reviews', 'store', 'appstore', 'playstore', 'trustpilot', 'rating', 'ratings']],
  ['email', ['email', 'mail', 'inbox']],
  ['chat', ['chat', 'messenger', 'whatsapp', 'intercom']],
  ['call', ['call', 'calls', 'phone', 'hotline']],
  ['form', ['form', 'contact']],
  ['letter', ['letter', 'letters']],
  ['post', ['post', 'posts', 'social', 'forum', 'reddit', 'twitter', 'facebook', 'instagram']],
  ['app', ['app']],
];

/** How customers speak in a source, as far as its key says it: `shop-reviews` is a review. */
export function saidWhere(source: string): Said | undefined {
  const words = source.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return WORDS.find(([, names]) => names.some((name) => words.includes(name)))?.[0];
}
