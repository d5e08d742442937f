import type { Codec } from '../kit/codec'
import { hash } from './hash'

/**
 * A state as one number, nearly its own: 53 bits, of which no two states that are compared are likely to share all. A sample
 * of states is all whose mark is below some number: a state decides by itself whether it belongs, whoever meets it, and when.
 */
export type Mark = number

/** Every mark is below this. */
export const ALL_MARKS = 2 ** 53

const LOW = 21

/** Marks states of one world, which a number tells from other worlds; answers nothing for a mark that is not below `below`. */
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
