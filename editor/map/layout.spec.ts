import fc from 'fast-check';
import { exitsOf, placed, sentences } from '@loopwright/workflows/contract';
import { describe, expect, it } from 'vitest';
import { flowWords } from '../../test/builders/flow-world.ts';
import { randomFlow } from '../../test/builders/random-flow.ts';
import { keyOf } from '../flow/spot.ts';
import { laidOut } from './layout.ts';
import type { Card } from './layout.ts';

const words = flowWords();
const overlap = (a: Card, b: Card): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the map of any flow', () => {
  it('has no two cards on each other, none outside, and every line goes down', () => {
    fc.assert(
      fc.property(randomFlow, (flow) => {
        const { cards, lines, width, height } = laidOut(flow, sentences(flow, words));
        for (const [at, one] of cards.entries()) {
          expect(cards.slice(at + 1).filter((other) => overlap(one, other))).toEqual([]);
          expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true);
        }
        const byKey = new Map(cards.map((one) => [one.key, one]));
        for (const { from, to } of lines) {
          const [above, below] = [byKey.get(from), byKey.get(to)];
          expect(above && below && above.y + above.height < below.y).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows each step and each way on once, in the order in which the Story reads them', () => {
    fc.assert(
      fc.property(randomFlow, (flow) => {
        const told = sentences(flow, words).filter(({ about }) => ['step', 'exit'].includes(about));
        const read = told.map(({ about, step, exit }) => keyOf({ about, step, exit } as Parameters<typeof keyOf>[0]));
        expect(laidOut(flow, sentences(flow, words)).cards.map(({ key }) => key)).toEqual(['entry', ...new Set(read)]);
      }),
      { numRuns: 100 },
    );
  });

  it('leads from each step to all its ways on, or else to what comes next, and from what ends a loop nowhere', () => {
    fc.assert(
      fc.property(randomFlow, (flow) => {
        const { lines } = laidOut(flow, sentences(flow, words));
        for (const { step, kind, next } of placed(flow)) {
          const onward = lines.filter(({ from }) => from === `step ${step.id}`);
          if (kind?.ends) expect(onward).toEqual([]);
          else if (exitsOf({ step, kind }).length > 0) expect(onward).toHaveLength(exitsOf({ step, kind }).length);
          else expect(onward.map(({ to }) => to)).toEqual('to' in next ? [`step ${next.to}`] : []);
        }
      }),
      { numRuns: 100 },
    );
  });
});
