import type { Pair } from '../../explorer/beside'
import type { Vocabulary } from '../../kit/expression/vocabulary'
import { liftPicture, type Picture } from './account/picture'

/** How a machine looks in a trace: one cell for each column, and what a step means beyond its cells. */
export interface View<S, A> {
  readonly columns: readonly string[]
  readonly legend: readonly Sign[]
  /** The cells of one row. A state with several rows (partitions, say) has one for each of `rows`. */
  cells(state: S, row?: number): readonly string[]
  /** How many rows a state has; absent: one. */
  readonly rows?: number
  /** The row that a step is about. */
  rowOf?(before: S, action: A, after: S): number
  /** Which fault a step was, if it was one. */
  fault(before: S, action: A, after: S): string | undefined
  /** The faults that the question allows; absent where there are none. */
  readonly allowed?: Allowed<S>
  notes(before: S, action: A, after: S): readonly string[]
  /** The part of a state that is shown, by its name; absent: all of it. */
  readonly part?: string
  /** The names that expressions about a state can use; absent where there are none. */
  vocabulary?(): Vocabulary<S>
  /** How it is drawn; absent where it can only be told. */
  readonly picture?: Picture<S, A>
}

/** Faults by their names. */
export interface Allowed<S> {
  readonly faults: readonly string[]
  /** Those of them that share a budget with others. A state tells of them only whether one of those has happened. */
  readonly shared: readonly string[]
  /** The fault has happened before this state, or, where it shares a budget, another one of those. */
  isTaken(state: S, fault: string): boolean
}

/** A sign that cells may have in them, and what it means. */
export interface Sign {
  readonly sign: RegExp
  readonly meaning: string
}

/** Two machines side by side look like the first of them. */
export const firstOfPair = <S, A>({
  picture,
  rowOf,
  allowed,
  vocabulary: _,
  ...view
}: View<S, A>): View<Pair<S>, A> => ({
  ...view,
  part: 'here',
  ...(picture === undefined ? {} : { picture: liftPicture(picture, ({ here }: Pair<S>) => here) }),
  ...(rowOf === undefined
    ? {}
    : { rowOf: (before: Pair<S>, action: A, after: Pair<S>) => rowOf(before.here, action, after.here) }),
  ...(allowed === undefined
    ? {}
    : { allowed: { ...allowed, isTaken: ({ here }: Pair<S>, fault: string) => allowed.isTaken(here, fault) } }),
  cells: ({ here }, row) => view.cells(here, row),
  fault: (before, action, after) => view.fault(before.here, action, after.here),
  notes: (before, action, after) => view.notes(before.here, action, after.here),
})
