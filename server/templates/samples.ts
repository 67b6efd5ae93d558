import { Injectable } from '@nestjs/common';
import { render, TemplateRefusal } from '@loopwright/templates';
import { Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import { survivorOf } from '../customers/survivor.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import type { ImprovementDoc } from '../improvements/improvement.schema.ts';
import { mostDifferent } from '../messages/most-different.ts';
import { ReadingFor } from './reading-for.ts';
import type { Reading } from './reading-for.ts';
import { samplesOf } from './shelf.ts';
import type { TemplateDoc } from './template.schema.ts';

/** How a template reads for one customer, or with invented facts where `invented` says which. Nothing is stored or sent. */
export interface TemplateSample extends Reading {
  customer: { id: string; name: string | null } | null;
  invented: string | null;
}

const SHOWN = 5;
const READ = 20;
const IMPROVEMENTS = 5;

/** What a template says: to real customers of whom it can speak, the most different first, and in the invented cases it ships with. */
@Injectable()
export class TemplateSamples {
  constructor(
    private readonly world: World,
    private readonly readings: ReadingFor,
  ) {}

  async of(template: TemplateDoc): Promise<TemplateSample[]> {
    const real = mostDifferent(await this.real(template), ({ subject, text }) => `${subject}\n${text}`, SHOWN);
    return [...real, ...this.invented(template)];
  }

  private async real(template: TemplateDoc): Promise<TemplateSample[]> {
    const needsOne = template.claims || template.decides;
    const spoken = needsOne
      ? await this.spokenOf(template)
      : (await this.newest({})).map((feedback) => ({ feedback, improvement: undefined }));
    const samples = await Promise.all(
      spoken.slice(0, READ).map(({ feedback, improvement }) => this.sample(template, feedback, improvement)),
    );
    return samples.filter((one) => one !== null);
  }

  /** Feedback that came before an improvement to its theme shipped, or was decided against. */
  private async spokenOf({ decides }: TemplateDoc): Promise<{ feedback: FeedbackDoc; improvement: string }[]> {
    const states: ImprovementDoc['state'][] = decides ? ['declined'] : ['verified', 'shipped'];
    const found = await this.world.db.improvements
      .find({ state: { $in: states } })
      .sort({ createdAt: -1, _id: -1 })
      .limit(IMPROVEMENTS)
      .lean<ImprovementDoc[]>();
    const about = found.map(async ({ _id, themes, shippedAt, declinedAt }) => {
      const until = shippedAt ?? declinedAt ?? this.world.clock.now();
      const spoke = await this.newest({ 'tags.theme': { $in: themes }, occurredAt: { $lt: until } });
      return spoke.map((feedback) => ({ feedback, improvement: _id }));
    });
    return (await Promise.all(about)).flat();
  }

  private newest(filter: object): Promise<FeedbackDoc[]> {
    return this.world.db.feedback.find(filter).sort({ receivedAt: -1, _id: -1 }).limit(READ).lean<FeedbackDoc[]>().exec();
  }

  /** Null where this customer's facts do not suffice for these words. */
  private async sample(template: TemplateDoc, feedback: FeedbackDoc, improvement: string | undefined): Promise<TemplateSample | null> {
    const customer: CustomerDoc | null = await survivorOf(this.world.db, feedback.customer);
    if (!customer || customer.erasedAt) return null;
    try {
      const reading = await this.readings.render(template, feedback._id, improvement);
      return { ...reading, customer: { id: customer._id, name: customer.name }, invented: null };
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  private invented({ name, variants }: TemplateDoc): TemplateSample[] {
    return samplesOf(name).flatMap((sample) => {
      try {
        const { subject, text, html, locale } = render({ name, variants }, sample.facts, { ...sample, seed: sample.name });
        return [{ subject, text, html, language: locale, holds: null, customer: null, invented: sample.name }];
      } catch (error) {
        // Words of one's own may want facts that these cases do not have.
        if (error instanceof TemplateRefusal) return [];
        throw error;
      }
    });
  }
}
