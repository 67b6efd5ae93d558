import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { coverage, dayWords, decides } from '@loopwright/workflows/contract';
import type { Clause } from '@loopwright/workflows/contract';
import { World } from '../app/world.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { zoneOf } from '../house-rules/house-rules.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { customerFacts, feedbackFacts } from '../loops/facts.ts';
import { coverable } from '../waiting/eligible.ts';
import type { ReasonCode } from './codes.ts';
import { knownOf } from './known.ts';
import { personOf } from './person.ts';
import type { WholePerson } from './person.ts';
import { themeNames } from './theme-names.ts';
import type { ThemeNames } from './theme-names.ts';
import { words } from './words.ts';

interface MaySay {
  words: string;
  stillNot: string | null;
  improvement: string;
}

interface NotYet {
  words: string;
  reason: string;
  reasonCode: ReasonCode;
  improvement: string;
}

/** What may be said to a customer because it is verified and true for them; and what not, or not yet, and why. */
export interface Say {
  say: MaySay[];
  notYet: NotYet[];
}

const LATEST = 500;

@Injectable()
export class Says {
  constructor(private readonly world: World) {}

  /** About everything they spoke of, the newest improvement first. */
  async of(customerId: string): Promise<Say> {
    const { db } = this.world;
    const person = await personOf(db, customerId);
    const said = await db.feedback
      .find({ customer: { $in: person.ids } })
      .sort({ occurredAt: -1 })
      .limit(LATEST)
      .lean<FeedbackDoc[]>();
    const docs = await db.improvements
      .find({ themes: { $in: [...new Set(said.flatMap(themesOf))] } })
      .sort({ createdAt: -1, _id: -1 })
      .limit(LATEST)
      .lean<ImprovementDoc[]>();
    const zone = await zoneOf(db);
    const named = await themeNames(
      db,
      docs.flatMap(({ themes }) => themes),
    );
    const judged = docs.flatMap((doc) => {
      const one = latestAbout(doc, said);
      return one ? [this.judge(doc, person.customer, one, { zone, named })] : [];
    });
    return {
      say: judged.flatMap((one) => ('reason' in one ? [] : [one])),
      notYet: judged.flatMap((one) => ('reason' in one ? [one] : [])),
    };
  }

  private judge(
    doc: ImprovementDoc,
    customer: WholePerson['customer'],
    one: FeedbackDoc,
    { zone, named }: { zone: string; named: ThemeNames },
  ): MaySay | NotYet {
    const { _id: improvement, title, decision, shippedAt, stillNot } = doc;
    const facts = customerFacts(customer);
    const spoken = { ...feedbackFacts(one), themes: themesOf(one), occurredAt: one.occurredAt };
    if (decides(coverable(doc), facts, spoken))
      return { words: `We decided against ${title}${decision === null ? '.' : `: ${decision}`}`, stillNot: null, improvement };
    const verdict = coverage(coverable(doc), facts, spoken, this.world.clock.now());
    const change = clauseOf(doc.change);
    if (verdict.covers) return { words: `Since ${dayIn(zone, shippedAt)} ${change}.`, stillNot, improvement };
    const reason = words(verdict.why, knownOf(doc, named, customer, one.occurredAt));
    return { words: change, reason, reasonCode: verdict.why, improvement };
  }
}

const themesOf = ({ tags }: FeedbackDoc): string[] => tags.map(({ theme }) => theme);

/** When they last asked for it: a complaint after it shipped says that it is still not fixed; praise says nothing of that. */
function latestAbout(doc: ImprovementDoc, said: readonly FeedbackDoc[]): FeedbackDoc | undefined {
  const about = said.filter((one) => themesOf(one).some((theme) => doc.themes.includes(theme)));
  return about.find(({ feeling }) => feeling !== 'praise') ?? about[0];
}

const clauseOf = (change: Clause): string => (typeof change === 'string' ? change : (change['en'] ?? Object.values(change)[0] ?? ''));

const dayIn = (zone: string, at: Date | null): string =>
  dayWords(
    Temporal.Instant.fromEpochMilliseconds(at?.getTime() ?? 0)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString(),
  );
