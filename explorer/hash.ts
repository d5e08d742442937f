/** Cached, because looking up a global is slow inside the sandbox in which tests run. */
const { imul } = Math

/** 32 bits that depend on every one of the `words` words from `at` on (multiply and rotate, as MurmurHash3 does). */
export const hash = (data: Int32Array, at: number, words: number): number => {
  let mixed = 0x2f0b4c47 ^ words
  for (let i = at; i < at + words; i++) {
    const part = imul(data[i] as number, 0xcc9e2d51 | 0)
    mixed ^= imul((part << 15) | (part >>> 17), 0x1b873593)
    mixed = (imul((mixed << 13) | (mixed >>> 19), 5) + 0x6b64e654) | 0
  }
  mixed = imul(mixed ^ (mixed >>> 16), 0x85ebca6b | 0)
  mixed = imul(mixed ^ (mixed >>> 13), 0xc2b2ae35 | 0)
  return mixed ^ (mixed >>> 16)
}
