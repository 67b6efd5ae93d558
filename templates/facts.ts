import { z } from 'zod';

/** A name or another short text that reads the same in every language. */
export const Line = z.string().min(1).max(1_000);
export type Line = z.infer<typeof Line>;

/** Words a customer reads: plain (then in the fallback language) or one text per language tag. */
export const Words = z.union([z.string().min(1).max(4_000), z.record(z.string().max(35), z.string().min(1).max(4_000))]);
export type Words = z.infer<typeof Words>;

/** Only http and https ever become a link. */
export const Link = z.url({ protocol: /^https?$/ }).max(2_000);
export const Instant = z.iso.datetime({ offset: true });
export const Count = z.number().int().min(0);
export const Score = z.number();
export const Flag = z.boolean();
/** What a customer wrote, whole. Only a notice to the team may show it. */
export const LongText = z.string().max(100_000);
export const Lines = z.array(Line).max(100);

/** Where feedback was said; each has its own words per language ("in your review"). */
export const Channel = z.enum(['survey', 'review', 'email', 'chat', 'call', 'form', 'letter', 'app', 'post']);
export type Channel = z.infer<typeof Channel>;

export const Noun = z.strictObject({ singular: Line.optional(), plural: Line.optional(), mass: Line.optional(), article: Line.optional() });
export type Noun = z.infer<typeof Noun>;

export const ThemeFact = z.strictObject({ key: Line, name: Line, noun: z.record(z.string(), Noun).optional() });
export type ThemeFact = z.infer<typeof ThemeFact>;
export const Themes = z.array(ThemeFact).max(20);

export const Answer = z.strictObject({ words: Words, url: Link });
export type Answer = z.infer<typeof Answer>;
export const Answers = z.array(Answer).max(10);

/** The improvement in hand. Only a verified one may be claimed. */
const ImprovementFact = z.strictObject({
  state: z.enum(['planned', 'shipped', 'verified', 'retracted', 'expired']),
  change: Words,
  shippedAt: Instant,
  stillNot: Words.optional(),
  seeAt: Link.optional(),
  howChecked: Words.optional(),
});

/** What we told them that does not hold; `unknown`: we cannot say whether that message arrived. */
const CorrectionFact = z.strictObject({
  toldAt: Instant,
  unknown: Flag.optional(),
  oldClaim: Words,
  whom: Words.optional(),
  whatIsTrue: Words,
  harm: Words.optional(),
  cause: Words.optional(),
});

/** Everything a template can read about one message to one customer. Absent means not known, and never reads wrong. */
export const MessageFacts = z
  .strictObject({
    customer: z.strictObject({ name: Line.optional() }).optional(),
    feedback: z
      .strictObject({
        text: LongText.optional(),
        quote: Line.optional(),
        language: Line.optional(),
        occurredAt: Instant.optional(),
        channel: Channel.optional(),
        where: Words.optional(),
        score: Score.optional(),
      })
      .optional(),
    themes: Themes.optional(),
    improvement: ImprovementFact.optional(),
    decision: z.strictObject({ reason: Words, decidedAt: Instant.optional(), whatWorks: Words.optional() }).optional(),
    others: Count.optional(),
    owner: z.strictObject({ name: Line, role: Line.optional() }).optional(),
    sender: z.strictObject({ brand: Line.optional(), address: Line.optional() }).optional(),
    links: z
      .strictObject({ choose: Link.optional(), stop: Link.optional(), drop: Link.optional(), answers: Answers.optional() })
      .optional(),
    promise: z.strictObject({ until: Instant.optional(), planned: Words.optional() }).optional(),
    correction: CorrectionFact.optional(),
    passedOn: z.strictObject({ to: Line, at: Instant.optional() }).optional(),
    notice: z
      .strictObject({
        team: Line.optional(),
        flow: Line.optional(),
        waiting: Count.optional(),
        link: Link.optional(),
        items: Lines.optional(),
      })
      .optional(),
  })
  .refine((facts) => !(facts.improvement && facts.decision), { message: 'an improvement and a decline are never in hand together' });
export type MessageFacts = z.infer<typeof MessageFacts>;
