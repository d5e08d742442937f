import type { Machine } from '../contract/machine'

/** The limits of a walk: the steps of a schedule, and the number of returns to each moment at which tension rose. */
export interface Reach {
  readonly steps: number
  readonly returns: number
}

/** A state to which a walk returns. */
export interface Moment<S> {
  readonly state: S
  /** The length of the schedule to this state, and the length at which a schedule that continues from it ends. */
  readonly length: number
  readonly end: number
}

export interface Moments<S> {
  /** Remembers the state after a step if it is tenser than all states before. */
  note(before: S, after: S, length: number): void
  /** The tensest moment with returns left. */
  comeBack(): Moment<S> | undefined
}

/**
 * The moments of one walk at which tension reached a new maximum. From each of them the walk continues for half of its
 * length.
 */
export const moments = <S, A>(
  { tension, looksSame }: Pick<Machine<S, A>, 'tension' | 'looksSame'>,
  { steps, returns }: Reach,
): Moments<S> => {
  if (tension === undefined || returns === 0) return { note: () => undefined, comeBack: () => undefined }
  const rising: { readonly moment: Moment<S>; left: number }[] = []
  const half = steps >> 1
  let highest = 0
  return {
    note(before, after, length) {
      if (before === after || looksSame?.(before, after)) return
      const height = tension(after)
      if (height <= highest) return
      highest = height
      rising.push({ moment: { state: after, length, end: Math.min(steps, length + half) }, left: returns })
    },
    comeBack() {
      const last = rising.at(-1)
      if (last === undefined) return undefined
      if (--last.left === 0) rising.pop()
      return last.moment
    },
  }
}
