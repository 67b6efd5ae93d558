import { choose, coin } from '../seeded.ts';
import { TemplateRefusal } from '../refusal.ts';
import type { Way } from '../translate-choice.ts';
import { block, type HelperSet } from './helper.ts';

const KEPT = 5_000;
const read = new Map<string, Way[]>();

// A compiled template repeats the same few texts in every rendering.
function waysOf(hash: Readonly<Record<string, unknown>>): Way[] {
  const text = String(hash['ways']);
  const known = read.get(text);
  if (known) return known;
  const ways = JSON.parse(text) as Way[];
  if (read.size >= KEPT) read.clear();
  read.set(text, ways);
  return ways;
}

const withEnding = (said: string, hash: Readonly<Record<string, unknown>>): string =>
  said === '' ? '' : `${said}${String(hash['ending'])}`;

/** Variation by seed: one of several phrasings, or which fact leads. What the facts cannot carry is never a choice. */
export const choices: HelperSet = (session) => {
  const { seed, had } = session.input;
  const sayable = (ways: Way[]): Way[] => ways.filter(({ needs }) => needs.every((path) => session.known(path)));
  const note = (key: string): void => {
    if (!session.choices.includes(key)) session.choices.push(key);
  };
  return {
    oneOf: block(({ hash, body }) => {
      const ways = waysOf(hash);
      const ids = sayable(ways).map(({ id }) => id);
      const picked = choose(seed, String(hash['slot']), ids, had, (id) => `says:${id}`);
      if (picked === undefined) {
        const lacking = ways[0]?.needs.find((path) => !session.known(path));
        throw new TemplateRefusal('missing-fact', 'None of the ways to say this can be said without it.', lacking);
      }
      if (ways.length > 1) note(`says:${picked}`);
      session.picked.push(picked);
      const said = body();
      session.picked.pop();
      return withEnding(said.trim(), hash);
    }),
    option: block(({ hash, body }) => (session.picked.at(-1) === hash['id'] ? body().trim() : '')),
    facts: block(({ hash, body }) => {
      const slot = String(hash['slot']);
      const ways = sayable(waysOf(hash));
      const ids = ways.filter(({ lead }) => lead).map(({ id }) => id);
      const lead = choose(seed, slot, ids, had, (id) => `leads:${id}`);
      if (lead !== undefined && ids.length > 1) note(`leads:${lead}`);
      const kept = ways.filter(({ id, maybe }) => id === lead || !maybe || coin(seed, slot, id)).map(({ id }) => id);
      const order = lead === undefined ? kept : [lead, ...kept.filter((id) => id !== lead)];
      const collected = new Map(order.map((id) => [id, '']));
      session.collected.push(collected);
      body();
      session.collected.pop();
      const said = order.map((id) => collected.get(id) ?? '').filter((words) => words !== '');
      return withEnding(said.join(String(hash['apart'])), hash);
    }),
    fact: block(({ hash, body }) => {
      const collected = session.collected.at(-1);
      const id = String(hash['id']);
      if (collected?.has(id)) collected.set(id, body().trim());
      return '';
    }),
  };
};
