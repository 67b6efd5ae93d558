import { describe, expect, it } from 'vitest';
import { motions } from './wrong-theme.ts';

const NAMES: Record<string, string> = { pricing: 'Prices', delivery: 'Delivery', staff: 'Staff' };
const named = (key: string): string => NAMES[key] ?? key;
const about = (themes: string[], feeling: string | null = 'complaint') => ({ themes, feeling });

describe('what another theme sets in motion', () => {
  it('is nothing while nothing changes', () => {
    expect(motions(about(['pricing']), about(['pricing']), [{ themes: ['pricing'] }], named)).toEqual([]);
  });

  it('ends the loop that was about the wrong one, and offers the feedback to the flows about the right one', () => {
    expect(motions(about(['pricing']), about(['delivery', 'staff']), [{ themes: ['pricing'] }], named)).toEqual([
      'Their loop about Prices ends, unless something else they said keeps it: they are not told of that, and what was to be sent does not leave.',
      'It goes to the flows again: those about Delivery and Staff may take it up.',
    ]);
  });

  it('leaves a loop its other themes', () => {
    expect(motions(about(['pricing', 'staff']), about(['staff']), [{ themes: ['pricing', 'staff'] }], named)).toEqual([
      'Their loop goes on about Staff only, unless something else they said keeps the rest.',
    ]);
  });

  it('is also another feeling, and no theme at all', () => {
    expect(motions(about(['pricing']), about(['pricing'], 'praise'), [], named)).toEqual(['It goes to the flows again as praise.']);
    expect(motions(about(['pricing']), about([]), [], named)).toEqual(['Without a theme no flow takes it up that asks for one.']);
  });
});
