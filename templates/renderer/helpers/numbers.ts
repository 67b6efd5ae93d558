import { counted, listed, pluralOf } from '../formatters.ts';
import { hashOf, inline, type HelperSet } from './helper.ts';

/** Numbers, plurals and lists as the customer's locale writes them. In a plural's words `#` stands for the number. */
export const numbers: HelperSet = ({ input: { formatLocale } }) => {
  const format = (value: number): string => counted(formatLocale).format(value);
  return {
    number: inline((value) => (value === undefined ? undefined : format(Number(value)))),
    plural: (...args) => {
      const [value, one, other] = args;
      if (value === undefined) return undefined;
      const category = pluralOf(formatLocale).select(Number(value));
      const form = category === 'one' ? one : (hashOf(args)[category] ?? other);
      return String(form).replaceAll('#', () => format(Number(value)));
    },
    list: inline((...values) => {
      const items = values.flat().filter((value) => value !== undefined);
      return items.length === 0 ? undefined : listed(formatLocale).format(items.map(String));
    }),
  };
};
