/**
 * The contract between what is checked and what checks it. Types only; the one file that every room may import.
 */
import type { Bits } from '../kit/bits'
import type { Catalogue } from '../kit/catalogue'
import type { Codec } from '../kit/codec'
import type { Refused } from '../kit/refused'
import type { Permutation } from '../kit/renaming'
import type { Schema } from '../kit/schema'

/** A state machine: plain readonly states, actions as data, and a pure function between them. */
export interface Machine<S, A> {
  readonly name: string
  readonly initial: S
  /**
   * Visits every enabled action with the state it leads to, in one fixed order: just those that `fire` takes, by which a long
   * search goes alone. Those whose ordinal is not 0 in `asleep` are
   * not asked for; a machine may visit them all the same.
   */
  successors(state: S, visit: Visit<S, A>, asleep?: Uint8Array): void
  /** Visits one of some actions, all of one of `actions.kinds`: the next enabled one from `first` on; false where none is. */
  attempt(kind: number, state: S, some: readonly A[], first: number, visit: Visit<S, A>): boolean
  /** The next state, or which guard is false. Never throws, except for a bug in the machine. */
  fire(state: S, action: A): S | Refused
  /** What a state is made of; the packed codec below, printed differences and symmetry follow from it. */
  readonly schema: Schema<S>
  readonly states: Codec<S>
  /** Every action that the bounds allow, as numbers, as text and as codes, both ways. */
  readonly actions: Catalogue<A>
  /**
   * True where a step left alone, as the same objects, all that state properties of this machine may look at: the state
   * before it was judged, so the one after need not be. May say false where it could say true.
   */
  looksSame?(before: S, after: S): boolean
  /**
   * How tense a state is: a small whole number, 0 at rest. It judges nothing; random walks come back to where it rose. Equal
   * for states that look the same.
   */
  tension?(state: S): number
  /** Renamings of interchangeable peers that commute with `fire`. */
  readonly renamings?: readonly Renaming<S, A>[]
  /** What steps look at and change: two that have nothing in common can be taken in any order. */
  readonly footprints?: Footprints<S, A>
}

/** A state in parts, and which of them a step has to do with. A set of parts has bit p for `parts[p]`. */
export interface Footprints<S, A> {
  /** All parts together are the whole state. At most 31. */
  readonly parts: readonly Part<S>[]
  /**
   * The parts that a step looks at, or sets to a value that does not depend on what they were. Together with those that it
   * changes they are what the step touches: in any state that is the same there, the same action is enabled, leaves the same
   * there, and changes nothing else. May name more than it has to.
   */
  looksAt(before: S, action: A, after: S): Bits
  /** The parts that a step changed. May name more than it has to, where it names them in every such state. */
  changes(before: S, after: S): Bits
}

export interface Part<S> {
  readonly name: string
  /** What this part is in a state. */
  of(state: S): unknown
}

export type Visit<S, A> = (action: A, next: S) => void

export interface Renaming<S, A> {
  readonly permutation: Permutation
  state(state: S): S
  action(action: A): A
}

/** undefined: holds. Otherwise one sentence saying what is wrong, as an on-call engineer could have written it. */
export type Verdict = string | undefined

/** What a property says depends on nothing but what it is given: a long search asks once, and remembers the answer. */
export type Property<S, A> =
  | AlwaysProperty<S>
  | StepProperty<S, A>
  | ReachableFact<S>
  | { readonly kind: 'converges'; readonly name: string; heals(action: A): boolean; settled(state: S): boolean }

/** Must hold in every reachable state. */
export interface AlwaysProperty<S> {
  readonly kind: 'always'
  readonly name: string
  check(state: S): Verdict
}

/** Must hold for every step that can be taken. */
export interface StepProperty<S, A> {
  readonly kind: 'step'
  readonly name: string
  check(before: S, action: A, after: S): Verdict
  /**
   * The parts, beside those that the step looksAt, on which it depends whether this step breaks the property, after steps that
   * did not. A property that does not say sees them all.
   */
  sees?(before: S, action: A, after: S): Bits
}

/** Must be possible: a guard against models in which nothing interesting can happen. */
export interface ReachableFact<S> {
  readonly kind: 'reachable'
  readonly name: string
  /** A complete search that never meets a required fact has checked too little (exit code 11). */
  readonly required?: boolean
  found(state: S): boolean
}
