const FIRST_SIZE = 1024;
const FULLEST = 0.6;

/**
 * How often each of very many things was seen, by a hash of it in 64 bits: 12 bytes a place, so that a million rows take 24 MB and not
 * ten times that.
 */
export class Tally {
  private keys = new BigUint64Array(FIRST_SIZE);
  private counts = new Uint32Array(FIRST_SIZE);
  private used = 0;

  /** How often it was seen before. */
  add(hash: Buffer): number {
    if (this.used > this.keys.length * FULLEST) this.grow();
    const at = this.place(hash.readBigUInt64LE(0));
    const before = this.counts[at] ?? 0;
    if (before === 0) this.used += 1;
    this.keys[at] = hash.readBigUInt64LE(0);
    this.counts[at] = before + 1;
    return before;
  }

  /** How many different things were seen. */
  get different(): number {
    return this.used;
  }

  private place(key: bigint): number {
    const mask = this.keys.length - 1;
    let at = Number(key & BigInt(mask));
    while (this.counts[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const [keys, counts] = [this.keys, this.counts];
    this.keys = new BigUint64Array(keys.length * 2);
    this.counts = new Uint32Array(counts.length * 2);
    for (const [at, key] of keys.entries()) {
      const count = counts[at] ?? 0;
      if (count === 0) continue;
      const place = this.place(key);
      this.keys[place] = key;
      this.counts[place] = count;
    }
  }
}
