import type { Channel } from '../facts.ts';

/** What the renderer itself has to say, per language: the claim's own sentence, where something was said, quotation marks. */
interface LanguageWords {
  /** Before a singular noun that brings no article of its own, where the language has only one. */
  article?: string;
  claim: string;
  quoted: readonly [string, string];
  where: Record<Channel, string>;
}

const languages = new Map<string, LanguageWords>([
  [
    'en',
    {
      article: 'the',
      claim: 'Since {{date shippedAt}} {{clause change}}.',
      quoted: ['“', '”'],
      where: {
        survey: 'in our survey',
        review: 'in your review',
        email: 'in your email',
        chat: 'in the chat',
        call: 'on the phone',
        form: 'in our form',
        letter: 'in your letter',
        app: 'in the app',
        post: 'in your post',
      },
    },
  ],
  [
    'de',
    {
      claim: 'Seit dem {{date shippedAt}} gilt: {{capital (clause change)}}.',
      quoted: ['„', '“'],
      where: {
        survey: 'in unserer Umfrage',
        review: 'in Ihrer Bewertung',
        email: 'in Ihrer E-Mail',
        chat: 'im Chat',
        call: 'am Telefon',
        form: 'in unserem Formular',
        letter: 'in Ihrem Brief',
        app: 'in der App',
        post: 'in Ihrem Beitrag',
      },
    },
  ],
]);

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

export const baseOf = (tag: string): string => tag.split('-', 1)[0] ?? tag;
export const directionOf = (tag: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(baseOf(tag)) ? 'rtl' : 'ltr');
export const claimIn = (tag: string): string | undefined => languages.get(baseOf(tag))?.claim;
export const articleIn = (tag: string): string | undefined => languages.get(baseOf(tag))?.article;
export const quotedIn = (tag: string): readonly [string, string] => languages.get(baseOf(tag))?.quoted ?? ['“', '”'];
export const whereIn = (tag: string, channel: Channel): string | undefined => languages.get(baseOf(tag))?.where[channel];

const tags = new Map<string, string>();

/** A well-formed language tag of what a source sent ("de_AT", "DE"), or nothing. */
export function languageTag(text: string): string | undefined {
  const known = tags.get(text);
  if (known !== undefined) return known;
  try {
    const [tag] = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'));
    if (tag !== undefined && tags.size < 1_000) tags.set(text, tag);
    return tag;
  } catch {
    return undefined;
  }
}

/** The locale for dates and numbers: the message's language as it is written where the customer lives. */
export function formatLocale(language: string, customerLocale: string): string {
  const tag = languageTag(customerLocale);
  const region = tag === undefined ? undefined : new Intl.Locale(tag).region;
  if (tag !== undefined && baseOf(tag) === baseOf(language) && region !== undefined) return tag;
  if (region !== undefined && language === baseOf(language)) return `${language}-${region}`;
  // Plain English is dated as most of the world dates it, not as the United States do.
  return language === 'en' ? 'en-001' : language;
}
