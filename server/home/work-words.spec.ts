import { describe, expect, it } from 'vitest';
import { WORK_KINDS, workWords } from './work-words.ts';

describe('a sentence of the worklist', () => {
  it.each([
    ['failed-loops', 1, '', '1 loop stands still because of a fault on our side.'],
    ['failed-loops', 2, '', '2 loops stand still because of a fault on our side.'],
    ['unknown-messages', 1, '', '1 message was handed over, and nobody knows whether it arrived.'],
    ['unknown-messages', 3, '', '3 messages were handed over, and nobody knows whether they arrived.'],
    ['held-messages', 1, '', '1 message waits for a look.'],
    ['held-messages', 1204, '', '1,204 messages wait for a look.'],
    ['stuck-feedback', 1, '', '1 piece of feedback is stuck on the way to its flows.'],
    ['stuck-feedback', 12, '', '12 pieces of feedback are stuck on the way to their flows.'],
    ['shipped-unverified', 37, 'prices without tax', '37 people wait to hear about prices without tax.'],
    ['shipped-unverified', 1, 'prices without tax', '1 person waits to hear about prices without tax.'],
    ['flow-sends-nothing', 0, '“Pricing promises”', '“Pricing promises” sends nothing.'],
    ['flow-sends-nothing', 1, '“Pricing promises”', '“Pricing promises” sends nothing; 1 loop stands in it.'],
    ['flow-sends-nothing', 5, '“Pricing promises”', '“Pricing promises” sends nothing; 5 loops stand in it.'],
    ['themes-waited-for', 1, 'delivery', '1 person waits for something about delivery, and nothing is planned.'],
    ['themes-waited-for', 8, 'delivery', '8 people wait for something about delivery, and nothing is planned.'],
    ['no-improvement-yet', 0, '', 'No improvement is recorded yet.'],
    ['no-improvement-yet', 1, '', '1 person waits, and no improvement is recorded yet.'],
    ['no-improvement-yet', 4, '', '4 people wait, and no improvement is recorded yet.'],
  ] as const)('about %s and %i: %s', (kind, count, about, sentence) => {
    expect(workWords(kind, count, about)).toBe(sentence);
  });

  it('reads differently for each kind', () => {
    for (const count of [1, 2]) expect(new Set(WORK_KINDS.map((kind) => workWords(kind, count, 'x'))).size).toBe(WORK_KINDS.length);
  });
});
