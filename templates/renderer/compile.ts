import Handlebars from 'handlebars';
import { parse, SyntaxFault, type Program } from './ast.ts';
import { calendar } from './helpers/calendar.ts';
import { choices } from './helpers/choices.ts';
import type { Helper } from './helpers/helper.ts';
import { numbers } from './helpers/numbers.ts';
import { reading as readingHelpers } from './helpers/reading.ts';
import { truth } from './helpers/truth.ts';
import { wording } from './helpers/wording.ts';
import { helperRules, internalHelpers } from './helper-rules.ts';
import { Reading } from './reading.ts';
import { TemplateRefusal } from './refusal.ts';
import type { Session } from './session.ts';
import { sha256 } from './template.ts';
import { translate } from './translate.ts';

export interface Source {
  part: 'subject' | 'body';
  text: string;
  language: string;
  partials: Readonly<Record<string, string>>;
}

export interface Compiled {
  reading: Reading;
  run(session: Session): string;
}

const knownHelpers = Object.fromEntries([...helperRules.keys(), ...internalHelpers].map((name) => [name, true]));

// Two instances, emptied of everything Handlebars brings: if, each, with, lookup and log do not exist in a template.
function instance(noEscape: boolean): { compile: (tree: Program) => HandlebarsTemplateDelegate<object> } {
  const engine = Handlebars.create();
  for (const name of Object.keys(engine.helpers)) if (!name.endsWith('Missing')) engine.unregisterHelper(name);
  const options = { strict: true, knownHelpersOnly: true, knownHelpers, noEscape, explicitPartialContext: true };
  return { compile: (tree) => engine.compile<object>(tree, options) };
}
const engines = { html: instance(false), text: instance(true) };

function helpersFor(session: Session): Record<string, Helper> {
  const sets = [readingHelpers, truth, choices, wording, calendar, numbers];
  return Object.assign({}, ...sets.map((set) => set(session))) as Record<string, Helper>;
}

/** Reads a source through. A syntax error is a problem like any other; its message keeps the line and drops the excerpt. */
export function read(source: Source, html: boolean): { reading: Reading; tree: Program | undefined } {
  const reading = new Reading(source.part, source.language, source.partials);
  const parsed = parse(source.text);
  if (parsed instanceof SyntaxFault) {
    reading.refuseSyntax(parsed);
    return { reading, tree: undefined };
  }
  const tree = translate(parsed, { reading, html, known: new Set(), inside: new Set(), within: [] });
  const paths = [...reading.needs, ...reading.optional];
  if (paths.includes('feedback.text') && !paths.some((path) => path.startsWith('notice.')))
    reading.refuse(
      1,
      'whole-text',
      'What they wrote, whole, is for notices to the team only.',
      'Write {{quote}}, which passes the quote gate.',
    );
  return { reading, tree };
}

const cache = new Map<string, Compiled>();
const CACHED = 2_000;

/** A source ready to run, kept by the hash of its content. */
export function compile(source: Source, html: boolean): Compiled {
  const key = sha256(JSON.stringify([source.part, source.text, source.language, Object.entries(source.partials), html]));
  const kept = cache.get(key);
  if (kept) return kept;
  const { reading, tree } = read(source, html);
  const template = tree && !reading.broken ? engines[html ? 'html' : 'text'].compile(tree) : undefined;
  const run = (session: Session): string => {
    if (template === undefined) {
      const first = reading.problems.find(({ blocks }) => blocks);
      throw new TemplateRefusal(
        'template-problem',
        `${source.part}, line ${String(first?.line ?? 1)}: ${first?.words ?? 'cannot be read'} ${first?.remedy ?? ''}`,
      );
    }
    return template({}, { helpers: helpersFor(session) });
  };
  if (cache.size >= CACHED) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, { reading, run });
  return { reading, run };
}
