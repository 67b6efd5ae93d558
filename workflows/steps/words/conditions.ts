import type { Condition } from '../../terms/condition.ts';
import type { Value } from '../../terms/condition.ts';
import { named, quoted } from './quoted.ts';

/** How a customer's facts are introduced: "their plan is pro", "whose plan is pro". */
type Possessive = 'their' | 'whose';

/** A condition in words, without ambiguity: two conditions that differ never read alike. */
export function conditionWords(condition: Condition, possessive: Possessive): string {
  return words(condition, possessive, false);
}

function words(condition: Condition, possessive: Possessive, inside: boolean): string {
  if ('all' in condition) return group(condition.all, 'and', possessive, inside);
  if ('any' in condition) return group(condition.any, 'or', possessive, inside);
  if ('not' in condition) return not(condition.not, possessive);
  const subject = subjectWords(condition.field, possessive);
  if ('known' in condition) return `${subject} is ${condition.known ? 'known' : 'not known'}`;
  if ('is' in condition) return `${subject} is ${condition.is.length === 1 ? '' : 'one of '}${condition.is.map(valueWords).join(', ')}`;
  if (condition.to === undefined) return `${subject} is ${valueWords(condition.from ?? '')} or more`;
  if (condition.from === undefined) return `${subject} is ${valueWords(condition.to)} or less`;
  return `${subject} is from ${valueWords(condition.from)} to ${valueWords(condition.to)}`;
}

/** Of values in the middle of the sentence, of anything else around it. */
function not(condition: Condition, possessive: Possessive): string {
  if (!('is' in condition)) return `not (${words(condition, possessive, false)})`;
  const { field, is } = condition;
  return `${subjectWords(field, possessive)} is ${is.length === 1 ? 'not' : 'none of'} ${is.map(valueWords).join(', ')}`;
}

function group(parts: Condition[], join: 'and' | 'or', possessive: Possessive, inside: boolean): string {
  if (parts.length === 0) return 'anything holds';
  const said = parts.map((part) => words(part, possessive, true));
  if (parts.length === 1) return `${join === 'and' ? 'all' : 'any'} of (${said.join('')})`;
  return inside ? `(${said.join(` ${join} `)})` : said.join(` ${join} `);
}

function subjectWords(field: string, possessive: Possessive): string {
  const [side, name = '', ...rest] = field.split('.');
  const whose = side === 'customer' ? possessive : `${possessive === 'whose' ? 'for whom ' : ''}the feedback's`;
  if (name !== 'attributes') return `${whose} ${name === 'timeZone' ? 'time zone' : name}`;
  const attribute = rest.join('.');
  const own = side === 'customer' ? ['locale', 'time zone'] : ['source', 'brand', 'language', 'score', 'event'];
  return `${whose} ${own.includes(attribute) ? quoted(attribute) : named(attribute)}`;
}

/** Texts that look like numbers or truth values are quoted, so that 5 and “5” differ. */
function valueWords(value: Value): string {
  if (typeof value !== 'string') return String(value);
  return /^\p{L}/u.test(value) && value !== 'Infinity' && value !== 'NaN' ? named(value) : quoted(value);
}
