import { inspectTemplate, loadTemplates, templateHash } from '@loopwright/templates';
import type { Inspection, Sample, Template } from '@loopwright/templates';
import type { Clock } from '../clock.ts';
import { isDuplicate } from '../storage/connection.ts';
import type { Models } from '../storage/models.ts';
import type { TemplateDoc } from './template.schema.ts';
import { titleFor } from './titles.ts';

const SHIPPED = 'shipped';
const inspected = new Map<string, Inspection>();

let samples: ReadonlyMap<string, readonly Sample[]> | undefined;
/** The invented cases a template ships with; none where it is one's own. */
export const samplesOf = (name: string): readonly Sample[] => {
  samples ??= new Map([...loadTemplates()].map(([key, loaded]) => [key, loaded.samples]));
  return samples.get(name) ?? [];
};

/** What a template says, needs, and does wrong. Read once for each content. */
export function inspectionOf(template: Template, hash = templateHash(template)): Inspection {
  const known = inspected.get(hash);
  if (known) return known;
  const found = inspectTemplate(template, samplesOf(template.name));
  if (inspected.size > 500) inspected.clear();
  inspected.set(hash, found);
  return found;
}

/** Whether words take back what was told before. */
export const correctsIn = ({ _id, name, variants, corrects }: TemplateDoc): boolean =>
  corrects ?? inspectionOf({ name, variants }, _id).corrects;

/** The newest version of every template. */
export async function latestTemplates(db: Models): Promise<TemplateDoc[]> {
  return db.templates.aggregate<TemplateDoc>([
    { $sort: { name: 1, version: -1 } },
    { $group: { _id: '$name', latest: { $first: '$$ROOT' } } },
    { $replaceRoot: { newRoot: '$latest' } },
    { $sort: { name: 1 } },
  ]);
}

export const latestTemplate = (db: Models, name: string): Promise<TemplateDoc | null> =>
  db.templates.findOne({ name }).sort({ version: -1 }).lean<TemplateDoc | null>().exec();

export const templateVersion = (db: Models, name: string, version: number): Promise<TemplateDoc | null> =>
  db.templates.findOne({ name, version }).lean<TemplateDoc | null>().exec();

/** Stores words as the newest version; words that are the newest already stay the version they are. */
export async function saveTemplate(db: Models, clock: Clock, template: Template, title: string, savedBy: string): Promise<TemplateDoc> {
  const _id = templateHash(template);
  for (;;) {
    const latest = await latestTemplate(db, template.name);
    const version = latest?._id === _id ? latest.version : (latest?.version ?? 0) + 1;
    const { claims, decides, corrects, promises, facts } = inspectionOf(template, _id);
    const doc: TemplateDoc = {
      _id,
      name: template.name,
      version,
      title,
      variants: template.variants,
      claims,
      decides,
      corrects,
      promises,
      facts,
      savedBy,
      createdAt: clock.now(),
    };
    try {
      const { createdAt, variants, ...mutable } = doc;
      await db.templates.updateOne({ _id }, { $set: mutable, $setOnInsert: { createdAt, variants } }, { upsert: true });
      return (await db.templates.findById(_id).lean<TemplateDoc | null>()) ?? doc;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}

/** Puts the templates that ship on the shelf. One that a person has changed keeps the person's words. */
export async function prepareTemplates(db: Models, clock: Clock): Promise<void> {
  for (const [name, { template, hash }] of loadTemplates()) {
    const latest = await latestTemplate(db, name);
    if (latest && (latest._id === hash || latest.savedBy !== SHIPPED)) continue;
    await saveTemplate(db, clock, template, latest?.title ?? titleFor(name), SHIPPED);
  }
}
