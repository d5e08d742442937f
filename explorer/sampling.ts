import type { Codec } from '../kit/codec'
import { hash } from './hash'

/**
 * A mark is a 53-bit number for a state. Two states are unlikely to have the same mark. A sample of states is the set
 * of states whose mark is below a limit. So whether a state belongs to the sample depends on the state only.
 */
export type Mark = number

/** Every mark is below this. */
export const ALL_MARKS = 2 ** 53

const LOW = 21

/**
 * Computes marks of states within some bounds, which a number identifies. Undefined for a mark that is not below
 * `below`.
 */
export const marking = <S>(
  { words, write }: Codec<S>,
  world: number,
): ((state: S, below: Mark) => Mark | undefined) => {
  const packed = new Int32Array(words + 1)
  const hashed = (salt: number): number => {
    packed[0] = salt
    return hash(packed, 0, words + 1) >>> 0
  }
  return (state, below) => {
    write(state, packed, 1)
    const high = hashed(world) * 2 ** LOW
    if (high >= below) return undefined
    return high + (hashed(~world) >>> (32 - LOW))
  }
}
