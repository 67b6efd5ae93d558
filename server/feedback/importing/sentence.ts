import type { Row } from '../row.ts';

const LONGEST = 160;
const OUT_OF: Readonly<Record<string, string>> = { nps: '10', csat: '5', stars: '5 stars' };
const FEELINGS: Readonly<Record<string, string>> = {
  complaint: 'a complaint',
  wish: 'a wish',
  praise: 'praise',
  neutral: 'neither good nor bad',
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** A row as a person would tell it: On 3 May 2026 Ana Ruiz wrote “…”, 2 of 10, about pricing. */
export function sentenceOf({ input }: Row, zone: string, themes: ReadonlyMap<string, string>, dated: boolean): string {
  const { customer, text, score, scoreKind } = input;
  const who = customer.name ?? customer.email ?? (customer.externalId ? `customer ${customer.externalId}` : 'somebody');
  const given = score === undefined ? null : `${String(score)} of ${OUT_OF[scoreKind ?? ''] ?? ''}`;
  const said = text === undefined ? `gave ${given ?? 'no score'}` : `wrote “${short(text)}”${given ? `, ${given}` : ''}`;
  const about = (input.themes ?? []).map((key) => themes.get(key) ?? key).join(' and ');
  const more = [about && `about ${about}`, input.feeling && FEELINGS[input.feeling]].filter(Boolean).map((one) => `, ${String(one)}`);
  const begin = dated ? `On ${dayOf(input.occurredAt, zone)} ${who}` : `${who.charAt(0).toUpperCase()}${who.slice(1)}`;
  const never = customer.consent?.email === false ? ' They want no mail.' : '';
  return `${begin} ${said}${more.join('')}.${never}`;
}

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()} …` : line;
};

function dayOf(at: Date, zone: string): string {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: zone });
  formats.set(zone, format);
  return format.format(at);
}
