/** Chance with a memory: the same seed gives the same history, on every machine. */

/** mulberry32 by Tommy Ettinger: 32 bits of state, fast, and good enough to choose by. */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds shall have nothing in common, so the seed is stirred first (the finaliser of MurmurHash3).
    let mixed = seed | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    this.state = mixed ^ (mixed >>> 16);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new RangeError('Nothing to pick from.');
    return from[this.below(from.length)] as T;
  }
}
