import { of, people } from './counts.ts';

/** Why people are not told, in a few words after their number; the long sentence stands with each of them. */
const SHORT: Readonly<Record<string, readonly [one: string, many: string]>> = {
  'no-consent': ['wants no mail', 'want no mail'],
  'no-address': ['has no address', 'have no address'],
  suppressed: ['stopped all mail to their address', 'stopped all mail to their addresses'],
  'out-of-scope': ['is none it holds for', 'are none it holds for'],
  'spoke-after-it-shipped': ['spoke after it shipped', 'spoke after it shipped'],
  'told-through-another-flow': ['is told through another flow', 'are told through another flow'],
  'comparison-group': ['is kept from being told, to compare', 'are kept from being told, to compare'],
  erased: ['was erased', 'were erased'],
  'refused-by-server': ['could not be delivered', 'could not be delivered'],
  'cannot-render': ['would get a message with a gap', 'would get a message with a gap'],
  stale: ['waited too long for a look', 'waited too long for a look'],
  'stopped-by-a-person': ['was stopped by a person', 'were stopped by a person'],
  'other-themes': ['spoke of something else', 'spoke of something else'],
};

/** “2 want no mail”; “2 people” where only the long sentence says why. */
export function shortReason(code: string, count: number): string {
  const words = SHORT[code];
  return words ? of(count, words[0], words[1]) : people(count);
}
