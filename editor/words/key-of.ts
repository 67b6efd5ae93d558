const LONGEST = 60;
const RESERVED = new Set(['constructor', 'prototype', '__proto__']);
/** Marks that NFKD parts from Latin, Greek and Cyrillic letters: é becomes e. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Kept for what is invented. */
const DEMO = /^demo-+/;

/** What programs call a thing, made from its name: “Delivery information” is delivery-information; with a number where that is taken. */
export function keyOf(name: string, taken: readonly string[], otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .replace(DEMO, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  const key = plain === '' || RESERVED.has(plain) ? otherwise : plain;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? key : `${key}-${String(number)}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
