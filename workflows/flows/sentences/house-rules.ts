import { milliseconds } from '../../terms/duration.ts';
import { placeOf } from '../../steps/words/names.ts';
import { named } from '../../steps/words/quoted.ts';
import { pick, say } from '../../steps/words/sentence.ts';
import type { Part } from '../../steps/words/sentence.ts';
import { spanWords } from '../../steps/words/spans.ts';

/** What holds for every flow, as its last line says it. */
export interface HouseRulesFacts {
  sendDelay: string;
  /** Hours in which messages leave, 0 to 24, in the customer's time; null = any. */
  quietHours: { from: number; to: number } | null;
  zone: string;
  cap: { messages: number; within: string } | null;
  bundleWithin: string | null;
  /** The first messages of a flow that wait for a look, where that was asked for. */
  look?: { first: number; by: string | null };
}

const SPANS: Readonly<Record<number, string>> = { 86_400_000: 'a day', 604_800_000: 'a week' };

/** Never edited in a flow: its one picker leads to the house rules. */
export function houseRulesSentence({ sendDelay, quietHours, zone, cap, bundleWithin, look }: HouseRulesFacts): Part[] {
  const leave = milliseconds(sendDelay) === 0 ? 'as soon as they are ready' : `${spanWords(sendDelay)} after they are ready`;
  const hours = quietHours
    ? `${twoDigits(quietHours.from)}–${twoDigits(quietHours.to)} in the customer's time (${placeOf(zone)} where unknown)`
    : 'at any hour';
  const most = cap
    ? `at most ${String(cap.messages)} ${SPANS[milliseconds(cap.within)] ?? `in ${spanWords(cap.within)}`} from all of us`
    : 'however many from all of us';
  const bundle = bundleWithin ? `several within ${bundleWords(bundleWithin)} as one, ` : '';
  const seen = look ? `, and the first ${String(look.first)} wait for a look${look.by ? ` by ${named(look.by)}` : ''}` : '';
  return say`Messages leave ${pick('house-rules', `${leave}, ${hours}, ${most}`, '')}, ${bundle}never to those who stopped them${seen}.`;
}

const twoDigits = (hour: number): string => String(hour).padStart(2, '0');
const bundleWords = (within: string): string => SPANS[milliseconds(within)] ?? spanWords(within);
