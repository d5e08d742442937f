/** Cached, because looking up a global is slow inside the sandbox in which tests run. */
const { imul } = Math

/**
 * 64 bits, in two lanes, that depend on all `words` words from `at` on. Each word is mixed into both lanes, and the
 * lanes into each other (as in MurmurHash3 with 128 bits), so that a collision in one lane does not imply one in the
 * other.
 */
export const hash64 = (data: Int32Array, at: number, words: number, into: Int32Array): void => {
  let one = 0x2f0b4c47 ^ words
  let other = 0x5bd1e995 ^ words
  for (let i = at; i < at + words; i++) {
    const word = data[i] as number
    const left = imul(word, 0xcc9e2d51 | 0)
    one ^= imul((left << 15) | (left >>> 17), 0x1b873593)
    one = (imul(((one << 13) | (one >>> 19)) + other, 5) + 0x6b64e654) | 0
    const right = imul(word, 0xab0e9789 | 0)
    other ^= imul((right << 16) | (right >>> 16), 0x38b34ae5)
    other = (imul(((other << 17) | (other >>> 15)) + one, 9) + 0x0bcaa747) | 0
  }
  one = mixed((one + other) | 0, 0x85ebca6b | 0, 0xc2b2ae35 | 0)
  other = mixed((other + one) | 0, 0x7feb352d, 0x846ca68b | 0)
  into[0] = (one + other) | 0
  into[1] = other
}

/** Every bit depends on every bit. */
const mixed = (lane: number, first: number, second: number): number => {
  let bits = imul(lane ^ (lane >>> 16), first)
  bits = imul(bits ^ (bits >>> 13), second)
  return bits ^ (bits >>> 16)
}

/** The same with only some of the bits, for tests that need collisions. */
export const hashOf = (bits: number): typeof hash64 => {
  if (bits === 64) return hash64
  const [first, second] = [maskOf(Math.min(bits, 32)), maskOf(Math.max(bits - 32, 0))]
  return (data, at, words, into) => {
    hash64(data, at, words, into)
    into[0] = (into[0] as number) & first
    into[1] = (into[1] as number) & second
  }
}

const maskOf = (bits: number): number => (bits === 0 ? 0 : -1 << (32 - bits))
