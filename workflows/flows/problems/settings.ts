import type { z } from 'zod';
import type { Kind, Uses } from '../../steps/kind.ts';
import { blocks, calls } from './check.ts';
import type { StepCheck } from './check.ts';

type Issue = z.core.$ZodIssue;

/** The settings are complete and allowed. */
export const settingsCheck: StepCheck = (place) => {
  const { kind, step, issues } = place;
  if (!kind) return [];
  return issues.map((issue) => {
    const deep = deepest(issue);
    const path = ['config', ...deep.path.map(String)].join('.');
    return blocks(place, path, issueWords(kind, calls(place), deep, valueAt(step.config, deep.path)));
  });
};

/** What a kind itself finds. */
export const ownCheck: StepCheck = (place) =>
  place.kind && place.issues.length === 0
    ? place.kind.problems(place.step.config, place.step).map(({ path, ...rest }) => ({ ...blocks(place, path, rest), ...rest }))
    : [];

const SHELVES: Readonly<Record<keyof Uses, string>> = {
  themes: 'theme',
  templates: 'message',
  teams: 'team',
  people: 'person',
  connections: 'connection',
};

/** What the settings speak of exists. */
export const referenceCheck: StepCheck = (place, { world }) => {
  const { kind, step, issues } = place;
  if (!kind || issues.length > 0) return [];
  return Object.entries(kind.uses(step.config)).flatMap(([shelf, keys]) =>
    keys
      .filter((key) => !world[shelf as keyof Uses].has(key))
      .map((key) => {
        const word = SHELVES[shelf as keyof Uses];
        return blocks(place, settingPath(step.config, key), {
          message: `There is no ${word} “${key}”.`,
          fix: `Choose another ${word} for ${calls(place)}, or create this one.`,
        });
      }),
  );
};

function settingPath(config: Record<string, unknown>, key: string): string {
  const setting = Object.entries(config).find(([, value]) => value === key || holds(value, key));
  return setting ? `config.${setting[0]}` : 'config';
}

const holds = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && Object.values(value).includes(key);

/** Of the ways in which a choice can be read, the one that comes closest to what was written. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const [closest] = [...issue.errors].sort((a, b) => faults(a) - faults(b) || depth(b) - depth(a));
  const inner = closest?.[0];
  return inner ? deepest({ ...inner, path: [...issue.path, ...inner.path] }) : issue;
}

const faults = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
const depth = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

function issueWords(kind: Kind, step: string, issue: Issue, value: unknown): { message: string; fix: string } {
  if (issue.code === 'unrecognized_keys')
    return {
      message: `${step} has no setting “${issue.keys.join('”, “')}”.`,
      fix: issue.path.length > 0 ? 'Remove it.' : `Remove it; the settings are ${Object.keys(kind.config.shape).join(', ')}.`,
    };
  const setting = titleOf(kind, issue.path[0]);
  if (!setting) return { message: `${step} is not complete: ${issue.message}.`, fix: `${sentenceCase(issue.message)}.` };
  if (value === undefined) return { message: `The ${setting} of ${step} is not chosen yet.`, fix: `Choose the ${setting}.` };
  const rule = issue.code === 'invalid_value' ? `it is one of ${issue.values.map(String).join(', ')}` : plain(issue.message);
  const duration = typeof value === 'string' && /^P\d/.test(value);
  return {
    message: `The ${setting} of ${step} cannot be used: ${rule}.`,
    fix: duration ? `Write weeks, days, hours or minutes, such as P90D, at most P1826D (5 years).` : `Change the ${setting}: ${rule}.`,
  };
}

const plain = (message: string): string => message.replace(/^(Invalid input|Too big|Too small|Invalid string): /, '');
const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function titleOf(kind: Kind, name: PropertyKey | undefined): string | undefined {
  const shape = kind.config.shape as Record<string, z.ZodType>;
  if (typeof name !== 'string' || !Object.hasOwn(shape, name)) return undefined;
  return shape[name]?.meta()?.title ?? name;
}

function valueAt(config: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    config,
  );
}
