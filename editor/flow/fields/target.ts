import { Entry, findKind, Flow } from '@loopwright/workflows/contract';
import type { FlowSentence } from '@loopwright/workflows/contract';
import type { z } from 'zod';
import type { Change } from '../operations/change.ts';
import { setBrand, setEntry, setHoldback, setSetting } from '../operations/settings.ts';
import { find } from '../operations/tree.ts';
import type { Rule } from '../rule.svelte.ts';
import { sentences } from '@loopwright/workflows/contract';
import { beginning } from '../../words/beginning.ts';
import { capital } from '../../words/capital.ts';
import type { Named } from './describe.ts';
import { entrySettings, flowSettings, kindSettings } from './settings.ts';

/** One setting of a flow: whose it is and what it is called there. `step` is null for the flow's own and its entry's. */
export interface Target {
  step: string | null;
  of: 'step' | 'entry' | 'flow';
  name: string;
}

/** What a picker in a sentence is about; the rest of its path lies within the setting. Null for what is not set here. */
export function targetOf({ step, about }: Pick<FlowSentence, 'step' | 'about'>, picker: string): Target | null {
  if (about === 'house-rules') return null;
  if (step !== null) {
    const mark = '.config.';
    const at = picker.lastIndexOf(mark);
    return at < 0 ? null : { step, of: 'step', name: firstOf(picker.slice(at + mark.length)) };
  }
  return picker.startsWith('entry.')
    ? { step: null, of: 'entry', name: firstOf(picker.slice(6)) }
    : { step: null, of: 'flow', name: firstOf(picker) };
}

const firstOf = (path: string): string => path.split('.')[0] ?? '';

function settingsOf(rule: Rule, target: Pick<Target, 'step' | 'of'>): readonly Named[] {
  if (target.of === 'entry') return entrySettings;
  if (target.of === 'flow') return flowSettings;
  const step = target.step === null ? null : find(rule.flow, target.step)?.step;
  return step ? kindSettings(step.kind, rule.workspace) : [];
}

export const namedAt = (rule: Rule, target: Target): Named | undefined => settingsOf(rule, target).find(({ name }) => name === target.name);

export function schemaAt(rule: Rule, { step, of, name }: Target): z.ZodType | undefined {
  const found = step === null ? null : find(rule.flow, step)?.step;
  const schema = of === 'entry' ? Entry : of === 'flow' ? Flow : found && findKind(found.kind)?.config;
  return (schema as z.ZodObject | undefined)?.shape[name] as z.ZodType | undefined;
}

export function valueAt(rule: Rule, { step, of, name }: Target): unknown {
  const { flow } = rule;
  const holder: unknown = of === 'entry' ? flow.entry : of === 'flow' ? flow : step === null ? undefined : find(flow, step)?.step.config;
  return holder !== undefined && Object.hasOwn(holder as object, name) ? (holder as Record<string, unknown>)[name] : undefined;
}

/** The flow with another value there; undefined takes it away. */
export function changeAt(rule: Rule, { step, of, name }: Target, value: unknown, title: string): Change | null {
  const { flow, saying } = rule;
  if (of === 'step') return step === null ? null : setSetting(flow, step, name, value, title, saying);
  if (of === 'flow')
    return name === 'brand' ? setBrand(flow, value as string | undefined) : setHoldback(flow, value as typeof flow.holdback);
  // What the schema gives where nothing is said stands in every entry.
  const usual = value === undefined ? Entry.parse({})[name as keyof Entry] : value;
  return setEntry(flow, name as keyof Entry, usual, title);
}

/** How a value would read in the sentence; null where the sentence then says nothing of it. */
export function spoken(rule: Rule, target: Target, value: unknown, path: readonly string[] = []): string | null {
  const changed = changeAt(rule, target, value, '')?.flow;
  if (!changed) return null;
  const step = target.step === null ? null : find(changed, target.step)?.step;
  const alone = step ? [{ ...step, exits: {} }] : [];
  const told = sentences({ ...changed, steps: alone }, rule.workspace);
  const holder = step ? 'steps.0.config.' : target.of === 'entry' ? 'entry.' : '';
  const wanted = [`${holder}${target.name}`, ...path].join('.');
  const parts = told.flatMap(({ parts: all }) => all).filter(({ picker }) => picker === wanted || picker?.startsWith(`${wanted}.`));
  return parts.length === 0 ? null : parts.map(({ text }) => text).join(', ');
}

const MOST_SPOKEN = 12;

/** What a setting is now, in as few words as its sentence has for it. */
export function settingNow(rule: Rule, target: Target): string {
  const title = namedAt(rule, target)?.title ?? 'setting';
  const words = spoken(rule, target, valueAt(rule, target)) ?? 'not set';
  return `${capital(title)}: ${beginning(words, MOST_SPOKEN)}.`;
}
