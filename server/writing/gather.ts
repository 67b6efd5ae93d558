import { MessageFacts } from '@loopwright/templates';
import type { ThemeFact } from '@loopwright/templates';
import { holds } from '@loopwright/workflows/contract';
import { choicesOf } from '../answers/choices.ts';
import type { StopLinks } from '../channels/stop-link.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { Published } from '../flows/plans.ts';
import type { HouseRulesDoc } from '../house-rules/house-rules.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import type { LoopDoc, TrailDoc } from '../loops/loop.schema.ts';
import type { Models } from '../storage/models.ts';
import type { Documents } from '../telling/documents.ts';
import type { MessageDoc } from '../telling/message.schema.ts';
import type { TemplateDoc } from '../templates/template.schema.ts';
import { inHandFacts, ownerFacts } from './improvement-facts.ts';
import { returnsBy } from './next-promise.ts';
import { ASKING } from './others.ts';
import type { Others } from './others.ts';
import { quotable } from './quotable.ts';
import { saidWhere } from './said-where.ts';

/** The last time a loop passed something on to a team, and the step it did so in. */
export type Delivered = (loop: LoopDoc) => Promise<{ step: string; at: Date } | null>;

/** Reads everything true now that one message can say. Only what its template can use is looked up. */
export class Gathering {
  constructor(
    private readonly db: Models,
    private readonly published: Published,
    private readonly links: StopLinks,
    private readonly others: Others,
    private readonly delivered: Delivered = (loop) => deliveredIn(db, loop),
  ) {}

  async facts(message: MessageDoc, template: TemplateDoc, docs: Documents, now: Date): Promise<MessageFacts> {
    const { customer, feedback, improvement, loop, rules, told, takenBack } = docs;
    const reads = (path: string): boolean =>
      !template.facts?.length || template.facts.some((one) => one === path || one.startsWith(`${path}.`));
    const [themes, others, promise, passedOn, answers, brand] = await Promise.all([
      this.themes(loop, improvement),
      reads('others') && loop ? this.countOthers(docs, loop, now) : undefined,
      reads('promise') && loop ? this.promise(message, docs, loop) : undefined,
      reads('passedOn') && loop ? this.passedOn(loop) : undefined,
      reads('links.answers') && loop ? this.answers(message, loop) : undefined,
      this.brand(message, rules),
    ]);
    return MessageFacts.parse({
      ...(customer.name ? { customer: { name: customer.name.slice(0, 200) } } : {}),
      ...(feedback ? { feedback: this.said(message, customer, feedback, themes) } : {}),
      ...(themes.length > 0 ? { themes } : {}),
      ...defined(inHandFacts(message.claim, improvement, told, takenBack)),
      ...defined({ others, promise, passedOn, owner: ownerFacts(message.as, improvement?.owner ?? null, rules.sender) }),
      sender: defined({ brand, address: rules.sender?.postalAddress }),
      links: defined({ choose: this.links.url(message._id), stop: this.links.url(message._id), answers }),
    });
  }

  private said(message: MessageDoc, customer: CustomerDoc, feedback: FeedbackDoc, themes: readonly ThemeFact[]) {
    const allowed = message.mayQuote && customer.consent.quote !== false;
    const into = feedback.language ?? customer.locale ?? message.fallback;
    const quote = allowed ? quotable(feedback, themes, into, customer.name ? [customer.name] : []) : undefined;
    return defined({
      occurredAt: feedback.occurredAt.toISOString(),
      language: feedback.language ?? undefined,
      channel: saidWhere(feedback.source),
      score: feedback.score ?? undefined,
      quote,
      text: quote === undefined ? undefined : (feedback.text ?? undefined),
    });
  }

  /** The themes of theirs that this improvement is about, else all that let them in. */
  private async themes(loop: LoopDoc | null, improvement: ImprovementDoc | null): Promise<ThemeFact[]> {
    const own = loop?.themes ?? improvement?.themes ?? [];
    const shared = own.filter((key) => improvement?.themes.includes(key));
    const keys = shared.length > 0 ? shared : own;
    const docs = await this.db.themes.find({ _id: { $in: keys } }).lean();
    return keys.flatMap((key) => {
      const theme = docs.find(({ _id }) => _id === key);
      return theme ? [{ key, name: theme.name, ...(Object.keys(theme.noun).length > 0 ? { noun: theme.noun } : {}) }] : [];
    });
  }

  /** Those who asked before it shipped or was decided, or before this customer did; this one is not another. */
  private async countOthers({ improvement, feedback }: Documents, loop: LoopDoc, now: Date): Promise<number> {
    const until = improvement?.shippedAt ?? improvement?.declinedAt ?? loop.spokeAt;
    const before = new Date(Math.max(until.getTime(), loop.spokeAt.getTime() + 1));
    const shared = loop.themes.filter((theme) => !improvement || improvement.themes.includes(theme));
    const all = await this.others.count(shared.length > 0 ? shared : loop.themes, before, loop.demo, now);
    return ASKING.includes(feedback?.feeling ?? null) ? Math.max(0, all - 1) : all;
  }

  private async promise(message: MessageDoc, { customer, feedback }: Documents, loop: LoopDoc): Promise<MessageFacts['promise']> {
    const until = loop.plan ? returnsBy(await this.published.plan(loop.plan), message) : null;
    const planned = await this.db.improvements
      .find({ themes: { $in: loop.themes }, state: 'planned' })
      .sort({ createdAt: -1 })
      .limit(20)
      .lean<ImprovementDoc[]>();
    const facts = { customer: customerFacts(customer), feedback: feedback ? feedbackFacts(feedback) : { attributes: {} } };
    const theirs = planned.find(({ scope }) => holds(scope, facts));
    return defined({ until: until?.toISOString(), planned: theirs?.change });
  }

  private async passedOn(loop: LoopDoc): Promise<MessageFacts['passedOn']> {
    const told = await this.delivered(loop);
    const key = told && (await this.published.plan(loop.plan)).steps[told.step]?.config['team'];
    const team = typeof key === 'string' ? await this.db.teams.findById(key).lean<{ name: string } | null>() : null;
    return told && team ? { to: team.name, at: told.at.toISOString() } : undefined;
  }

  /** One link for each answer, where the flow waits for any. */
  private async answers(message: MessageDoc, loop: LoopDoc): Promise<NonNullable<MessageFacts['links']>['answers']> {
    const choices = loop.plan ? choicesOf(await this.published.plan(loop.plan), message.step) : [];
    if (choices.length === 0) return undefined;
    return choices.map(({ words }, at) => ({ words, url: this.links.answerUrl(message._id, at) }));
  }

  /** The brand the flow's version was published for. */
  private async brand({ flow, version }: MessageDoc, rules: HouseRulesDoc): Promise<string | undefined> {
    if (!flow || version === null) return rules.sender?.company;
    const { brand } = await this.published.edition(`${flow}/${String(version)}`);
    return brand ? brandName(brand) : rules.sender?.company;
  }
}

/** Only what the trail shows as delivered counts as passed on. */
const deliveredIn = (db: Models, { _id: loop, generation }: LoopDoc): ReturnType<Delivered> =>
  db.trail
    .findOne({ loop, generation, kind: 'notify-team', exit: 'delivered', code: null })
    .sort({ sequence: -1 })
    .lean<TrailDoc | null>()
    .exec();

/** `halden-bikes` as people write it. */
export const brandName = (key: string): string =>
  key
    .split(/[-_.]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
