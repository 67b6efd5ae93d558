import { Injectable } from '@nestjs/common';
import { templateHash, withPartials } from '@loopwright/templates';
import type { Template } from '@loopwright/templates';
import { Locale } from '@loopwright/workflows/contract';
import { z } from 'zod';
import { invalid, notFound, Refusal } from '../app/refusal.ts';
import { World } from '../app/world.ts';
import type { Caller } from '../doors/door.ts';
import { beginningOf } from './beginning.ts';
import type { Beginning } from './beginning.ts';
import { inspectionOf, latestTemplate, latestTemplates, saveTemplate, templateVersion } from './shelf.ts';
import type { TemplateDoc } from './template.schema.ts';
import { titleFor } from './titles.ts';

const Words = z.strictObject({ subject: z.string().min(1).max(2000), body: z.string().min(1).max(50_000) });

/** New words of a template, by language. */
export const TemplateInput = z.strictObject({
  title: z.string().trim().min(1).max(120).optional(),
  variants: z.record(Locale, Words).refine((all) => Object.keys(all).length > 0, 'give the words of one language at least'),
});

const Name = z
  .string()
  .max(120)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'a template’s name has small letters, digits and dashes');

export type ShownTemplate = ReturnType<typeof shown>;
export type TemplateOnShelf = Omit<ShownTemplate, 'variants'> & { begins: Beginning };

/** One content a template had. `savedBy` is `shipped`, or a person's name. */
export type TemplateVersion = Pick<ShownTemplate, 'version' | 'title' | 'languages' | 'savedBy' | 'createdAt'>;

@Injectable()
export class Templates {
  constructor(private readonly world: World) {}

  /** Each with how it begins: by their titles alone people would not know them apart. */
  async list(): Promise<TemplateOnShelf[]> {
    return (await latestTemplates(this.world.db)).map((doc) => {
      const { variants: _words, ...rest } = shown(doc);
      return { ...rest, begins: beginningOf(doc) };
    });
  }

  async read(name: string, version?: number): Promise<ShownTemplate> {
    return shown(await this.find(name, version));
  }

  /** The newest version unless one is named. */
  async find(name: string, version?: number): Promise<TemplateDoc> {
    const { db } = this.world;
    const doc = version === undefined ? await latestTemplate(db, name) : await templateVersion(db, name, version);
    if (!doc) throw notFound('a template');
    return doc;
  }

  /** Newest first. */
  async versions(name: string): Promise<TemplateVersion[]> {
    const docs = await this.world.db.templates.find({ name }).sort({ version: -1 }).lean<TemplateDoc[]>();
    if (docs.length === 0) throw notFound('a template');
    return docs.map(({ version, title, variants, savedBy, createdAt }) => ({
      version,
      title,
      languages: Object.keys(variants),
      savedBy: savedBy ?? 'shipped',
      createdAt,
    }));
  }

  /** A version of its own; flows keep the words they were published with. Problems are told, and stop publishing. */
  async save(name: string, input: z.output<typeof TemplateInput>, by: Caller): Promise<ShownTemplate> {
    const named = Name.safeParse(name);
    if (!named.success) throw invalid([{ path: 'name', message: named.error.issues[0]?.message ?? 'this is no name' }]);
    const template = this.complete(name, input);
    const before = await latestTemplate(this.world.db, name);
    const title = input.title ?? before?.title ?? titleFor(name);
    const taken = (await latestTemplates(this.world.db)).some((one) => one.name !== name && one.title === title);
    if (taken) throw new Refusal(409, 'title-taken', 'There is another template of this title.');
    return shown(await saveTemplate(this.world.db, this.world.clock, template, title, by.name));
  }

  private complete(name: string, { variants }: z.output<typeof TemplateInput>): Template {
    return withPartials({ name, variants });
  }
}

function shown(doc: TemplateDoc) {
  const { _id: hash, name, title, version, claims, decides, promises, variants, savedBy, createdAt } = doc;
  const inspection = inspectionOf({ name, variants }, templateHash({ name, variants }));
  return {
    name,
    title,
    version,
    hash,
    claims,
    decides,
    promises,
    languages: Object.keys(variants),
    facts: inspection.facts,
    optional: inspection.optional,
    problems: inspection.problems,
    variants: Object.fromEntries(Object.entries(variants).map(([language, { subject, body }]) => [language, { subject, body }])),
    savedBy: savedBy ?? 'shipped',
    createdAt,
  };
}
