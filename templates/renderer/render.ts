import Handlebars from 'handlebars';
import { MessageFacts } from '../facts.ts';
import { showableQuote } from '../quoting/quote.ts';
import { compile, type Compiled, type Source } from './compile.ts';
import { dayParts } from './formatters.ts';
import { baseOf, formatLocale, languageTag } from './languages.ts';
import { asHtml, asSubject, asText, layOut } from './layout.ts';
import { readableFacts, type ReadableFacts } from './readable-facts.ts';
import { TemplateRefusal } from './refusal.ts';
import type { RenderedMessage, RenderOptions } from './rendered.ts';
import { Session, type SessionInput } from './session.ts';
import type { Template, Variant } from './template.ts';

interface Chosen {
  language: string;
  variant: Variant;
  readable: ReadableFacts;
}

interface Sources {
  subject: Compiled;
  text: Compiled;
  html: Compiled;
}

const prepared = new WeakMap<Variant, { language: string; variant: Variant; sources: Sources }>();

// The same words need no second look-up by content; a copy is compared, so that words changed in place are read again.
function sources({ language, variant }: Chosen): Sources {
  const { subject, body, partials } = variant;
  const kept = prepared.get(variant);
  if (kept?.language === language && kept.variant.subject === subject && kept.variant.body === body && kept.variant.partials === partials)
    return kept.sources;
  const source = (part: Source['part']): Source => ({ part, text: variant[part], language, partials });
  const made = { subject: compile(source('subject'), false), text: compile(source('body'), false), html: compile(source('body'), true) };
  prepared.set(variant, { language, variant: { subject, body, partials }, sources: made });
  return made;
}

function variantIn(template: Template, language: string | undefined): [string, Variant] | undefined {
  if (language === undefined) return undefined;
  return (
    Object.entries(template.variants).find(([tag]) => tag === language) ??
    Object.entries(template.variants).find(([tag]) => tag === baseOf(language))
  );
}

/** The whole message in one language: the customer's, if template and every fact it reads have words in it; else the fallback. */
function chooseLanguage(template: Template, facts: MessageFacts, options: RenderOptions): Chosen {
  const fallback = options.fallback ?? 'en';
  const tags = [languageTag(options.locale), fallback];
  let lacking: string | undefined;
  for (const tag of tags) {
    const found = variantIn(template, tag);
    if (found === undefined) continue;
    const [language, variant] = found;
    const chosen = { language, variant, readable: readableFacts(facts, language, fallback) };
    const { subject, text } = sources(chosen);
    const reads = [subject, text].flatMap(({ reading }) => [...reading.needs, ...reading.optional]);
    lacking = reads.find((path) => chosen.readable.foreign.has(path));
    if (lacking === undefined) return chosen;
  }
  throw new TemplateRefusal('not-in-language', `There are no words for this in the customer's language nor in ${fallback}.`, lacking);
}

function claimProblem({ improvement, feedback }: MessageFacts, now: Date): string | undefined {
  if (improvement === undefined) return 'No improvement is in hand.';
  if (improvement.state !== 'verified') return 'The improvement in hand is not verified.';
  const shipped = Date.parse(improvement.shippedAt);
  if (shipped > now.getTime()) return 'The improvement in hand has not shipped yet.';
  if (feedback?.occurredAt !== undefined && Date.parse(feedback.occurredAt) >= shipped)
    return 'The improvement in hand shipped before they spoke.';
  return undefined;
}

function checked(facts: MessageFacts, { zone, now }: RenderOptions): Date {
  const parsed = MessageFacts.safeParse(facts);
  if (!parsed.success)
    throw new TemplateRefusal('wrong-facts', 'The facts do not have the shape of message facts.', parsed.error.issues[0]?.path.join('.'));
  try {
    dayParts('en', zone);
  } catch {
    throw new TemplateRefusal('unknown-zone', 'There is no such time zone.', 'zone');
  }
  const at = new Date(now);
  if (Number.isNaN(at.getTime())) throw new TemplateRefusal('wrong-facts', 'The instant of sending is not an instant.', 'now');
  return at;
}

// The gate again, whoever passed the quote before: a quote that fails here is paraphrased.
function quoteFor({ feedback, customer, owner }: MessageFacts, into: string): string | undefined {
  const names = [customer?.name, owner?.name].filter((name) => name !== undefined);
  return showableQuote(feedback?.quote, { language: feedback?.language, into, text: feedback?.text, names });
}

/** The message in words, or a TemplateRefusal. Nothing but the arguments decides it: no clock, no chance. */
export function render(template: Template, facts: MessageFacts, options: RenderOptions): RenderedMessage {
  const now = checked(facts, options);
  const chosen = chooseLanguage(template, facts, options);
  const { language, readable } = chosen;
  const input: Omit<SessionInput, 'html'> = {
    values: readable.values,
    quote: options.quote === true ? quoteFor(facts, language) : undefined,
    claimProblem: claimProblem(facts, now),
    decided: facts.decision !== undefined,
    language,
    formatLocale: formatLocale(language, options.locale),
    zone: options.zone,
    now,
    seed: options.seed,
    had: options.had ?? [],
  };
  const { subject, text, html } = sources(chosen);
  const session = new Session({ ...input, html: false });
  const subjectLine = asSubject(subject.run(session), language);
  const laid = asText(layOut(text.run(session)), language);
  const page = asHtml(layOut(html.run(new Session({ ...input, html: true }))), language, Handlebars.escapeExpression(subjectLine));
  const used = [...session.used].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    subject: subjectLine,
    text: `${laid.text}\n`,
    html: page,
    locale: language,
    usedFacts: used.map(([path]) => path),
    choices: session.choices,
    contentFacts: Object.fromEntries(used),
    claims: laid.claims,
    ...(laid.footer !== undefined && { footer: laid.footer }),
  };
}
