/** A 32-bit hash of a text: FNV-1a with murmur3's finish. The same everywhere, for ever: stored draws and deadlines rest on it. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The hash as a number from 0 up to, never reaching, 1. */
export const fraction = (text: string): number => hash(text) / 2 ** 32;
