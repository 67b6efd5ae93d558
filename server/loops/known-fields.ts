import { Condition } from '@loopwright/workflows/contract';
import type { CustomerDoc } from '../customers/customer.schema.ts';
import type { FeedbackDoc } from '../feedback/feedback.schema.ts';
import { customerFacts, feedbackFacts } from './facts.ts';

type Value = string | number | boolean;

/** What a condition can ask about, as it is known of the people at stake. `date` is a text that begins with a day, 2026-05-21. */
export interface ScopeField {
  field: string;
  kind: 'text' | 'number' | 'date' | 'yes-no';
  /** Of how many people it is known. */
  known: number;
  /** The most frequent, each with its number of people. */
  values: { value: Value; people: number }[];
  /** There are more values than those. */
  more: boolean;
}

export interface ScopeFields {
  people: number;
  fields: ScopeField[];
}

const MOST_VALUES = 30;
const MOST_FIELDS = 100;
const LONGEST_VALUE = 500;
const DAY = /^\d{4}-\d{2}-\d{2}(T|$)/;
const OF_THE_CUSTOMER = ['locale', 'timeZone'] as const;
const OF_THE_FEEDBACK = ['source', 'brand', 'language', 'score', 'event'] as const;

/** Who is known by which value: a person with two feedbacks may have two of one field. */
type Book = Map<string, Map<Value, Set<string>>>;

/** What is really known of some people: filled piece by piece, then read. */
export class KnownFields {
  private readonly book: Book = new Map();
  private readonly people = new Set<string>();

  add(customer: CustomerDoc, feedback: FeedbackDoc): void {
    this.people.add(customer._id);
    for (const [field, value] of facts(customerFacts(customer), feedbackFacts(feedback))) note(this.book, field, value, customer._id);
  }

  read(): ScopeFields {
    const fields = [...this.book].map(shown).filter(({ field }) => Condition.safeParse({ field, known: true }).success);
    return { people: this.people.size, fields: fields.sort(mostKnownFirst).slice(0, MOST_FIELDS) };
  }
}

function facts(customer: ReturnType<typeof customerFacts>, feedback: ReturnType<typeof feedbackFacts>): [string, unknown][] {
  return [
    ...Object.entries(customer.attributes).map(([name, value]): [string, unknown] => [`customer.attributes.${name}`, value]),
    ...OF_THE_CUSTOMER.map((name): [string, unknown] => [`customer.${name}`, customer[name]]),
    ...OF_THE_FEEDBACK.map((name): [string, unknown] => [`feedback.${name}`, feedback[name]]),
    ...Object.entries(feedback.attributes).map(([name, value]): [string, unknown] => [`feedback.attributes.${name}`, value]),
  ];
}

/** Of a list each member; what no condition can compare is left out. */
function note(book: Book, field: string, value: unknown, person: string): void {
  for (const one of (Array.isArray(value) ? value : [value]) as unknown[]) {
    if (!isValue(one)) continue;
    const values = book.get(field) ?? new Map<Value, Set<string>>();
    book.set(field, values.set(one, (values.get(one) ?? new Set()).add(person)));
  }
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '' && value.length <= LONGEST_VALUE);

function shown([field, values]: [string, Map<Value, Set<string>>]): ScopeField {
  const counted = [...values].map(([value, people]) => ({ value, people: people.size }));
  const most = counted.sort((a, b) => b.people - a.people || (String(a.value) < String(b.value) ? -1 : 1));
  const known = new Set([...values.values()].flatMap((people) => [...people])).size;
  return { field, kind: kindOf([...values.keys()]), known, values: most.slice(0, MOST_VALUES), more: most.length > MOST_VALUES };
}

function kindOf(values: Value[]): ScopeField['kind'] {
  if (values.every((value) => typeof value === 'number')) return 'number';
  if (values.every((value) => typeof value === 'boolean')) return 'yes-no';
  return values.every((value) => typeof value === 'string' && DAY.test(value)) ? 'date' : 'text';
}

const mostKnownFirst = (a: ScopeField, b: ScopeField): number => b.known - a.known || (a.field < b.field ? -1 : 1);
