import { render, TemplateRefusal } from '@loopwright/templates';
import type { Template } from '@loopwright/templates';
import { samplesOf } from './shelf.ts';
import type { TemplateDoc } from './template.schema.ts';

/** Subject and first words of a message. */
export interface Beginning {
  subject: string;
  text: string;
}

const WORDS = 24;
const KEPT = 500;
const known = new Map<string, Beginning>();

/** As the first invented case reads it; as it is written, with an ellipsis for each fact, where that case lacks one. Read once for each content. */
export function beginningOf({ _id, name, variants }: Pick<TemplateDoc, '_id' | 'name' | 'variants'>): Beginning {
  const found = known.get(_id);
  if (found) return found;
  const { subject, text } = asRead({ name, variants }) ?? asWritten({ name, variants });
  const begins = { subject: inOneLine(subject), text: firstWords(inOneLine(withoutGreeting(text))) };
  if (known.size >= KEPT) known.clear();
  known.set(_id, begins);
  return begins;
}

function asRead(template: Template): Beginning | null {
  const [sample] = samplesOf(template.name);
  if (!sample) return null;
  try {
    return render(template, sample.facts, { ...sample, seed: sample.name });
  } catch (error) {
    if (error instanceof TemplateRefusal) return null;
    throw error;
  }
}

function asWritten({ variants }: Template): Beginning {
  const words = variants['en'] ?? Object.values(variants)[0];
  const plain = (source = ''): string =>
    source.replaceAll(/\{\{[#/!>][^}]*\}\}|\{\{else\}\}|<[^>]*>/g, ' ').replaceAll(/\{\{[^}]*\}\}\}?/g, '…');
  return { subject: plain(words?.subject), text: plain(words?.body) };
}

/** “Hello Ana,” says nothing of a message. */
const withoutGreeting = (text: string): string => text.replace(/^\s*[^\n]{1,80},\n/, '');

const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function firstWords(text: string): string {
  const words = text.split(' ');
  return words.length > WORDS ? `${words.slice(0, WORDS).join(' ')} …` : text;
}
