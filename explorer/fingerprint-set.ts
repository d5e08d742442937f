/**
 * A set of 64-bit fingerprints, each as two lanes of 32 bits. Open addressing, at most four fifths full, in many small tables that grow by a
 * half, one at a time: so it takes 10 to 15 bytes for each, also while it grows.
 */
export class FingerprintSet {
  readonly #tables: Int32Array[] = Array.from({ length: 1 << TABLE_BITS }, () => new Int32Array(2 * FEWEST))
  readonly #counts = new Int32Array(1 << TABLE_BITS)
  #bytes = (8 * FEWEST) << TABLE_BITS

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Adds one; true where it is new. */
  add(one: number, other: number): boolean {
    const number = one >>> (32 - TABLE_BITS)
    const table = this.#tables[number] as Int32Array
    const right = (one | other) === 0 ? IN_PLACE_OF_ZERO : other
    const slot = slotFor(table, one, right)
    if (((table[slot] as number) | (table[slot + 1] as number)) !== 0) return false
    table[slot] = one
    table[slot + 1] = right
    if (++(this.#counts[number] as number) * 10 > table.length * 4) this.#grow(number, table)
    return true
  }

  #grow(number: number, table: Int32Array): void {
    const larger = new Int32Array(2 * Math.ceil((table.length / 2) * 1.5))
    for (let at = 0; at < table.length; at += 2) {
      const [one, other] = [table[at] as number, table[at + 1] as number]
      if ((one | other) === 0) continue
      const slot = slotFor(larger, one, other)
      larger[slot] = one
      larger[slot + 1] = other
    }
    this.#tables[number] = larger
    this.#bytes += 4 * (larger.length - table.length)
  }
}

/** Where a fingerprint is in a table, or where there is room for it. */
const slotFor = (table: Int32Array, one: number, other: number): number => {
  let slot = 2 * Math.floor(((other >>> 0) * (table.length / 2)) / 2 ** 32)
  for (;;) {
    const [left, right] = [table[slot] as number, table[slot + 1] as number]
    if ((left === one && right === other) || (left | right) === 0) return slot
    slot += 2
    if (slot === table.length) slot = 0
  }
}

const TABLE_BITS = 6
const FEWEST = 64

/** Both lanes zero is an empty slot. */
const IN_PLACE_OF_ZERO = 1
