import type { Field } from './describe.ts';

/** Where a person begins who sets something: a value that can be seen and changed; undefined where nothing is a fair beginning. */
export function startOf(field: Field): unknown {
  switch (field.type) {
    case 'choice':
      return field.options[0];
    case 'duration':
      return 'P30D';
    case 'time':
      return '09:00';
    case 'weekday':
      return 1;
    case 'day':
      return dayIn(90);
    case 'moment':
      return `${dayIn(0)}T00:00:00Z`;
    case 'number':
      return 10;
    case 'language':
      return 'en';
    case 'group': {
      const all = field.fields.filter(({ optional }) => !optional).map(({ name, field: of }) => [name, startOf(of)] as const);
      return all.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(all);
    }
    case 'list':
      return field.of.type === 'group' ? Array.from({ length: Math.max(1, field.least) }, () => startOf(field.of)) : undefined;
    default:
      return undefined;
  }
}

const DAY_MS = 86_400_000;
const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/** Whether a value is one of those this field gives. */
export function isOf(field: Field, value: unknown): boolean {
  switch (field.type) {
    case 'choice':
      return field.options.includes(value);
    case 'either':
      return field.ways.some((way) => isOf(way, value));
    case 'list':
      return Array.isArray(value);
    case 'group':
    case 'condition':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'number':
    case 'weekday':
      return typeof value === 'number';
    case 'json':
      return true;
    default:
      return typeof value === 'string';
  }
}

/** What a way of choosing is called where it stands beside others. */
export const wayWords = (field: Field): string =>
  ({
    choice: '',
    either: 'another',
    key: 'this one',
    list: 'only these',
    group: 'this',
    text: 'in words',
    number: 'a number',
    duration: 'a length of time',
    time: 'a time of day',
    day: 'a day',
    moment: 'from a day on',
    language: 'a language',
    condition: 'a condition',
    weekday: 'a weekday',
    'call-field': 'a field',
    json: 'as JSON',
  })[field.type];
