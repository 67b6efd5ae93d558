import { describe, expect, it } from 'vitest';
import { keyOf } from './key-of.ts';

describe('what programs call a thing', () => {
  it.each([
    ['Delivery information', 'delivery-information'],
    ['  The app: faults!  ', 'the-app-faults'],
    ['Größe & Farbe', 'große-farbe'],
    ['Qualité', 'qualite'],
    ['配送', '配送'],
    ['Demo', 'demo'],
    ['Demo: pricing', 'pricing'],
    ['demo-', 'demo'],
    ['…', 'theme'],
    ['Constructor', 'theme'],
    ['', 'theme'],
  ])('is made of “%s”: %s', (name, key) => {
    expect(keyOf(name, [], 'theme')).toBe(key);
  });

  it('has a number where it is taken, and stays short', () => {
    expect(keyOf('Pricing', ['pricing'], 'theme')).toBe('pricing-2');
    expect(keyOf('Pricing', ['pricing', 'pricing-2'], 'theme')).toBe('pricing-3');
    expect(keyOf('…', ['theme'], 'theme')).toBe('theme-2');
    expect(keyOf('long '.repeat(50), [], 'theme').length).toBeLessThanOrEqual(60);
  });
});
