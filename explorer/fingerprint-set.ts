/**
 * A set of 64-bit fingerprints, each stored as two lanes of 32 bits. It uses open addressing in many small tables,
 * which are at most four fifths full and grow by a half, one at a time. So it needs 10 to 15 bytes per fingerprint,
 * even while it grows.
 *
 * A slot is occupied when its first lane is written, so this lane must not be zero. 0 is stored as 1, so one
 * fingerprint in 2^32 equals another.
 */
export class FingerprintSet {
  readonly #buffer: Allocate
  readonly #tables: Int32Array[]
  readonly #counts = new Int32Array(TABLES)
  #bytes = (8 * FEWEST) << TABLE_BITS

  /** `buffer` allocates the memory of the tables, which threads may share. */
  constructor(buffer: Allocate = (bytes) => new ArrayBuffer(bytes)) {
    this.#buffer = buffer
    this.#tables = Array.from({ length: TABLES }, () => new Int32Array(buffer(8 * FEWEST)))
  }

  /** Memory held, in bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** Adds a fingerprint. True if it is new. */
  add(one: number, other: number): boolean {
    const left = one || IN_PLACE_OF_ZERO
    const number = tableOf(left)
    const table = this.#tables[number] as Int32Array
    const slot = slotFor(table, left, other)
    if (table[slot] !== 0) return false
    table[slot] = left
    table[slot + 1] = other
    this.#expect(number, 1)
    return true
  }

  /**
   * Looks up `count` consecutive fingerprints: `known` of each becomes 1 or 0. All slots are read before anything is
   * compared.
   */
  knows(lanes: Int32Array, count: number, known: Uint8Array): void {
    for (let at = 0; at < count; at++) {
      const left = lanes[2 * at] || IN_PLACE_OF_ZERO
      const table = this.#tables[tableOf(left)] as Int32Array
      known[at] = table[firstSlot(table, lanes[2 * at + 1] as number)] === 0 ? 0 : 1
    }
    for (let at = 0; at < count; at++) {
      if (known[at] === 0) continue
      const left = lanes[2 * at] || IN_PLACE_OF_ZERO
      const table = this.#tables[tableOf(left)] as Int32Array
      known[at] = table[slotFor(table, left, lanes[2 * at + 1] as number)] === 0 ? 0 : 1
    }
  }

  // The following methods let several threads insert fingerprints at the same time, after one of them has made room.

  /** Makes room for fingerprints with these first words, and counts them from now on. */
  reserve(ones: Iterable<number>): void {
    const more = new Int32Array(TABLES)
    for (const one of ones) (more[tableOf(one || IN_PLACE_OF_ZERO)] as number)++
    more.forEach((count, number) => this.#expect(number, count))
  }

  /** Inserts a fingerprint for which there is room. Inserting it twice is allowed. */
  put(one: number, other: number): void {
    const left = one || IN_PLACE_OF_ZERO
    const table = this.#tables[tableOf(left)] as Int32Array
    let slot = firstSlot(table, other)
    for (;;) {
      const seen = table[slot] || Atomics.compareExchange(table, slot, 0, left)
      if (seen === 0) break
      if (seen === left && table[slot + 1] === other) return
      slot = next(table, slot)
    }
    table[slot + 1] = other
  }

  /** Its tables, for another thread to adopt. */
  get tables(): readonly Int32Array[] {
    return this.#tables
  }

  /** Adopts tables of another thread. Each replaces the table with the same number. */
  adopt(tables: Iterable<readonly [number, Int32Array]>): void {
    for (const [number, table] of tables) this.#tables[number] = table
  }

  /** Grows a table for this many more fingerprints, if it must. */
  #expect(number: number, more: number): void {
    const count = (this.#counts[number] as number) + more
    this.#counts[number] = count
    let length = (this.#tables[number] as Int32Array).length
    while (count * 10 > length * 4) length = 2 * Math.ceil((length / 2) * 1.5)
    this.#grow(number, length)
  }

  #grow(number: number, length: number): void {
    const table = this.#tables[number] as Int32Array
    if (length === table.length) return
    const larger = new Int32Array(this.#buffer(4 * length))
    for (let at = 0; at < table.length; at += 2) {
      if (table[at] === 0) continue
      const [one, other] = [table[at] as number, table[at + 1] as number]
      const slot = slotFor(larger, one, other)
      larger[slot] = one
      larger[slot + 1] = other
    }
    this.#tables[number] = larger
    this.#bytes += 4 * (larger.length - table.length)
  }
}

type Allocate = (bytes: number) => ArrayBufferLike

/** The slot of a fingerprint in a table, or the free slot for it. */
const slotFor = (table: Int32Array, one: number, other: number): number => {
  let slot = firstSlot(table, other)
  while (table[slot] !== 0 && (table[slot] !== one || table[slot + 1] !== other)) slot = next(table, slot)
  return slot
}

const firstSlot = (table: Int32Array, other: number): number =>
  2 * Math.floor(((other >>> 0) * (table.length / 2)) / 2 ** 32)

const next = (table: Int32Array, slot: number): number => (slot + 2 === table.length ? 0 : slot + 2)

const TABLE_BITS = 6
const TABLES = 1 << TABLE_BITS
const FEWEST = 64

const tableOf = (one: number): number => one >>> (32 - TABLE_BITS)

/** A slot whose first lane is zero is empty. */
const IN_PLACE_OF_ZERO = 1
