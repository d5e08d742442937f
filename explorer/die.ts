import seedrandom from 'seedrandom'

/** The only source of randomness: integers from a seed, identical on every computer. */
export interface Die {
  /** An integer from 0 to bound - 1. */
  below(bound: number): number
  pick(numbers: readonly [number, ...number[]]): number
  /** Its current state, from which it can continue later. */
  state(): DieState
}

export type DieState = seedrandom.State.Arc4

/** A die from a seed, or one that continues from the state of another. */
export const die = (from: string | DieState): Die => {
  const source = typeof from === 'string' ? seedrandom(from, { state: true }) : seedrandom(undefined, { state: from })
  // For bounds of this size the bias of the remainder is below one in a million, and no float is involved.
  const below = (bound: number): number => (source.int32() >>> 0) % bound
  return {
    below,
    pick: (numbers) => numbers[below(numbers.length)] ?? numbers[0],
    state: () => source.state(),
  }
}
