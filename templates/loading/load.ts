import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partialsNamed } from '../renderer/partials.ts';
import { Template, templateHash } from '../renderer/template.ts';
import { SampleFile, samplesOf, type Sample } from './samples.ts';

export interface LoadedTemplate {
  template: Template;
  hash: string;
  samples: Sample[];
  /** Facts it reads right without. */
  optional: string[];
}

/** The language of `body.hbs`; another one is `body.<language>.hbs`. A template without the customer's language is sent in the fallback. */
export const OWN_LANGUAGE = 'en';

// The words lie beside the sources; the built code runs one folder deeper.
function shippedFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'partials', 'footer.hbs'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The folder of the shipped templates is not beside the code that loads it.');
    folder = above;
  }
  return folder;
}

const wordsIn = (folder: string): Map<string, Record<string, string>> => {
  const byLanguage = new Map<string, Record<string, string>>();
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const [, name, language = OWN_LANGUAGE] = /^([\w-]+?)(?:\.([a-z]{2,3}(?:-[\w-]+)?))?\.hbs$/.exec(file) ?? [];
    if (name === undefined) continue;
    byLanguage.set(language, { ...byLanguage.get(language), [name]: readFileSync(join(folder, file), 'utf8') });
  }
  return byLanguage;
};

/** The partials a template in this language may name. */
export function shippedPartials(language: string): Record<string, string> {
  return wordsIn(join(shippedFolder(), 'partials')).get(language) ?? {};
}

/** A template with the partials its words name taken in, so that it is complete in itself. */
export function withPartials(
  template: { name: string; variants: Record<string, { subject: string; body: string }> },
  partials = shippedPartials,
): Template {
  const variants = Object.entries(template.variants).map(([language, { subject, body }]) => {
    const offered = partials(language);
    const named = partialsNamed([subject, body], offered);
    return [language, { subject, body, partials: Object.fromEntries(named.map((name) => [name, offered[name] ?? ''])) }] as const;
  });
  return Template.parse({ name: template.name, variants: Object.fromEntries(variants) });
}

function loadOne(folder: string, name: string, partials: Map<string, Record<string, string>>): LoadedTemplate {
  const variants: Record<string, { subject: string; body: string }> = {};
  for (const [language, words] of wordsIn(join(folder, name))) {
    const { subject, body } = words;
    if (subject === undefined || body === undefined)
      throw new Error(`The template ${name} has only one of subject and body in ${language}.`);
    variants[language] = { subject: subject.trim(), body };
  }
  const template = withPartials({ name, variants }, (language) => partials.get(language) ?? shippedPartials(language));
  const samplePath = join(folder, name, 'sample.json');
  const file = existsSync(samplePath) ? SampleFile.parse(JSON.parse(readFileSync(samplePath, 'utf8')) as unknown) : undefined;
  return { template, hash: templateHash(template), samples: file ? samplesOf(file) : [], optional: file?.optional ?? [] };
}

/** The templates of a folder by name, or those that ship: each folder with a body.hbs is one. */
export function loadTemplates(folder = shippedFolder()): Map<string, LoadedTemplate> {
  const partials = wordsIn(join(folder, 'partials'));
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'body.hbs')));
  return new Map(names.sort().map((name) => [name, loadOne(folder, name, partials)]));
}
