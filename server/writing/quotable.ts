import { quoteGate } from '@loopwright/templates';
import type { ThemeFact } from '@loopwright/templates';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';

const SENTENCES = /[^.!?…\n]+/gu;

const formsOf = (theme: ThemeFact, language: string): string[] =>
  Object.entries(theme.noun ?? {})
    .filter(([tag]) => tag.split('-')[0] === language.split('-')[0])
    .flatMap(([, { singular, plural, mass }]) => [singular, plural, mass])
    .filter((form) => form !== undefined)
    .map((form) => form.toLowerCase());

/**
 * Words of theirs that may be quoted: the one sentence that names the one theme, or all they wrote where that is one clause.
 * Polarity and theme then agree with the tag; any doubt is no quote.
 */
export function quotable(feedback: FeedbackDoc, themes: readonly ThemeFact[], into: string, names: readonly string[]): string | undefined {
  const { text, language } = feedback;
  const [theme, other] = themes;
  if (text === null || !theme || other || feedback.tags.length !== 1) return undefined;
  const passing = (candidate: string): string | undefined => {
    const verdict = quoteGate(candidate, { language: language ?? undefined, into, text, names });
    return 'quote' in verdict ? verdict.quote : undefined;
  };
  const said = [...text.matchAll(SENTENCES)].map(([sentence]) => sentence.trim()).filter(Boolean);
  if (said.length === 1) return passing(text);
  const forms = formsOf(theme, into);
  const naming = said.filter((sentence) => forms.some((form) => sentence.toLowerCase().includes(form)));
  return naming.length === 1 ? passing(naming[0] ?? '') : undefined;
}
