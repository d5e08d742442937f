/** Numbers of variable length, as records have them: zigzag, then seven bits a byte, the lowest first (ByteUtils.writeVarlong). */

const MORE = 0x80n
const SEVEN = 0x7fn
const MOST_BYTES = 10

/** A number as bytes. */
export const varint = (value: number): readonly number[] => {
  const wide = BigInt(value)
  let rest = BigInt.asUintN(64, (wide << 1n) ^ (wide >> 63n))
  const bytes: number[] = []
  while (rest > SEVEN) {
    bytes.push(Number((rest & SEVEN) | MORE))
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

/** A number that was read, and where the next thing begins. */
export interface Read {
  readonly value: number
  readonly next: number
}

/** The number at a place. Undefined: there is none, because the bytes end first, or because it is too long. */
export const varintAt = (bytes: Uint8Array, at: number): Read | undefined => {
  let raw = 0n
  for (let place = 0; place < MOST_BYTES; place++) {
    const byte = bytes[at + place]
    if (byte === undefined) return undefined
    raw |= (BigInt(byte) & SEVEN) << BigInt(7 * place)
    if (byte < 0x80) {
      const wide = BigInt.asUintN(64, raw)
      return { value: Number((wide >> 1n) ^ -(wide & 1n)), next: at + place + 1 }
    }
  }
  return undefined
}
