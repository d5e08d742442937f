import type { Machine } from '../contract/machine'

/** How far a walk goes: the steps of a schedule, and how often it comes back to each moment at which tension rose. */
export interface Reach {
  readonly steps: number
  readonly returns: number
}

/** A state of a walk that it comes back to. */
export interface Moment<S> {
  readonly state: S
  /** The length of the schedule that leads to it, and the length at which a schedule that goes on from it ends. */
  readonly length: number
  readonly end: number
}

export interface Moments<S> {
  /** Looks at the state after a step: where it is tenser than any before, it is remembered. */
  note(before: S, after: S, length: number): void
  /** The tensest moment that the walk has not come back to often enough. */
  comeBack(): Moment<S> | undefined
}

/** The moments of one walk at which tension rose to a new height. From each it goes on for half of what a walk is long. */
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
