import type { Reach } from './reach'

/** How often each kind of action was taken and refused in a search, as plain JSON. No property is judged in it. */
export interface Coverage extends Omit<Reach, 'goal' | 'verdict' | 'found' | 'symmetry' | 'spared' | 'lostThreads'> {
  /** inconclusive: the search was stopped, so the counts are about the states expanded so far. */
  readonly verdict: 'complete' | 'inconclusive'
  readonly kinds: readonly CoveredKind[]
}

/** One kind of action. In each state, each action of the kind is tried once. */
export interface CoveredKind {
  readonly kind: string
  /** The text of one of its actions. */
  readonly example: string
  readonly taken: number
  /** The guards that refused, those that refused most often first. */
  readonly refused: readonly { readonly because: string; readonly times: number }[]
}
