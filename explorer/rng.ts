import seedrandom from 'seedrandom'

/** The only source of chance: whole numbers from a seed, the same on every machine. */
export interface Rng {
  /** A whole number from 0 to bound - 1. */
  below(bound: number): number
  pick(numbers: readonly [number, ...number[]]): number
  /** Where it stands, to go on from there later. */
  state(): RngState
}

export type RngState = seedrandom.State.Arc4

/** A generator from a seed, or one that goes on where another stood. */
export const rng = (from: string | RngState): Rng => {
  const source = typeof from === 'string' ? seedrandom(from, { state: true }) : seedrandom(undefined, { state: from })
  // For bounds of this size the bias of the remainder is below one in a million, and no float is involved.
  const below = (bound: number): number => (source.int32() >>> 0) % bound
  return {
    below,
    pick: (numbers) => numbers[below(numbers.length)] ?? numbers[0],
    state: () => source.state(),
  }
}
