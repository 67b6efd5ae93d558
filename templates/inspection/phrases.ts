/** A rule about a template's own words. Quick to read on purpose: each line is a pattern, and what to do instead. */
interface PhraseRule {
  rule: string;
  pattern: RegExp;
  words: (found: string) => string;
  remedy: string;
  blocks: boolean;
  /** Allowed where the claim says it. */
  notInClaim?: true;
}

const alternatives = (...phrases: string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'giu');

const CANNED = alternatives(
  'we (?:\\w+ )?value your (?:feedback|opinion|input)',
  'your (?:feedback|opinion) (?:is|means|matters)(?: \\w+)*',
  'valued customers?',
  'excited',
  'thrilled',
  'rest assured',
  '(?:any |the )?inconvenience',
  'we (?:have )?(?:listened|heard you)',
  'Ihr Feedback ist uns wichtig',
  '(?:wir )?schätzen Ihr Feedback',
  'geschätzter? Kund(?:e|in|en)',
  'seien Sie versichert',
  'Unannehmlichkeiten',
  'wir haben (?:Ihnen )?zugehört',
  'wir freuen uns sehr',
);

const CLAIMING = alternatives(
  'fixed',
  'now',
  'no longer',
  'resolved',
  'solved',
  'repaired',
  'improved',
  'as of today',
  'from today',
  '(?<!(?:nothing|not) )(?:has|have) changed',
  'behoben',
  'jetzt',
  'nun',
  'nicht mehr',
  'ab sofort',
  'gelöst',
  'verbessert',
  'repariert',
);

const OFFERS = alternatives(
  '\\d+ ?% off',
  'discounts?',
  'vouchers?',
  'coupons?',
  'promo(?:tion)?(?: code)?s?',
  'special offers?',
  'limited[- ]time',
  'upgrade(?: (?:now|today|to))?',
  '(?:buy|order|shop|subscribe) (?:now|today|here)',
  'free trial',
  'sale ends',
  'save \\d+ ?%',
  'only [€$£] ?\\d+',
  '\\d+ ?% Rabatt',
  'Rabatt(?:code)?',
  'Gutschein(?:code)?s?',
  'Sonderangebote?',
  'Aktionspreis',
  'jetzt (?:kaufen|bestellen|buchen)',
  'kostenlos testen',
);

const SHOP =
  /https?:\/\/(?:(?:shop|store|buy|checkout)\.[^\s)]+|[^\s)]*\/(?:shop|store|cart|checkout|upgrade|buy|offers?|sale|deals|pricing|plans|warenkorb|kasse|angebote?|kaufen)(?:[/?#][^\s)]*)?(?=[\s).,]|$))/giu;

const phraseRules: readonly PhraseRule[] = [
  {
    rule: 'canned-phrase',
    pattern: CANNED,
    words: (found) => `"${found}" is what form letters say.`,
    remedy: 'Say what happened, or leave it out.',
    blocks: false,
  },
  {
    rule: 'exclamation-mark',
    pattern: /!/gu,
    words: () => 'An exclamation mark stands in the words.',
    remedy: 'End the sentence with a full stop.',
    blocks: false,
  },
  {
    rule: 'claiming-words',
    pattern: CLAIMING,
    words: (found) => `"${found}" says that something changed, outside the claim.`,
    remedy: 'Say it inside {{#claim}}, from the improvement in hand, or put it differently.',
    blocks: false,
    notInClaim: true,
  },
  {
    rule: 'offer',
    pattern: OFFERS,
    words: (found) => `"${found}" offers something; a message that answers a customer sells nothing.`,
    remedy: 'Take it out.',
    blocks: true,
    // A change may be about prices: the claim says what changed, in the improvement's own words.
    notInClaim: true,
  },
  {
    rule: 'shop-link',
    pattern: SHOP,
    words: () => 'A link leads to a shop or an upgrade.',
    remedy: 'Link to the change itself by {{seeAt}}, or take it out.',
    blocks: true,
  },
];

export interface PhraseFound {
  rule: string;
  words: string;
  remedy: string;
  blocks: boolean;
  /** Where in the text, in characters. */
  at: number;
}

/** What the rules find in words that somebody wrote: a template's own, or a message edited by hand (its claims taken out first). */
export function phrasesIn(text: string, inClaim = false): PhraseFound[] {
  const rules = phraseRules.filter((rule) => !(inClaim && rule.notInClaim));
  return rules.flatMap(({ rule, pattern, words, remedy, blocks }) =>
    [...text.matchAll(pattern)].map((match) => ({ rule, words: words(match[0]), remedy, blocks, at: match.index })),
  );
}
