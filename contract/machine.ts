/**
 * The contract between a machine that is checked and the code that checks it. It contains types only, and every
 * directory may import it.
 */
import type { Bits } from '../kit/bits'
import type { Catalogue } from '../kit/catalogue'
import type { Codec } from '../kit/codec'
import type { Refused } from '../kit/refused'
import type { Renaming } from '../kit/renaming'
import type { Schema } from '../kit/schema'

/** A state machine: plain readonly states, actions as data, and a pure function between them. */
export interface Machine<S, A> {
  readonly name: string
  readonly initial: S
  /**
   * Visits every enabled action and its next state, in one fixed order. These are exactly the actions that `fire`
   * accepts; a long search uses `fire` only. Actions whose entry in `asleep` is not 0 are not needed, but a machine may
   * visit them.
   */
  successors(state: S, visit: Visit<S, A>, asleep?: Uint8Array): void
  /**
   * Visits one action of a list, all of the same kind of `actions.kinds`: the next enabled one from `first` on. False
   * if none is enabled.
   */
  attempt(kind: number, state: S, some: readonly A[], first: number, visit: Visit<S, A>): boolean
  /** The next state, or the guard that refuses the action. Throws only if the machine has a bug. */
  fire(state: S, action: A): S | Refused
  /** The structure of a state. The packed codec below, printed differences and symmetry are derived from it. */
  readonly schema: Schema<S>
  readonly states: Codec<S>
  /** Every action within the bounds, converted to and from numbers, text and codes. */
  readonly actions: Catalogue<A>
  /**
   * True if a step left all parts unchanged (as the same objects) that state properties of this machine can read. The
   * state before was judged, so the state after need not be judged. May return false even if true would be correct.
   */
  looksSame?(before: S, after: S): boolean
  /**
   * The tension of a state: a small integer, 0 for a normal state. It does not judge. Random walks return to states at
   * which it rose. It is equal for states that look the same.
   */
  tension?(state: S): number
  /** Tells quickly of which kinds a state enables no action. It only saves time. */
  readonly occasions?: Occasions<S>
  /** Renamings of interchangeable peers that commute with `fire`. */
  readonly renamings?: readonly Renaming<S, A>[]
  /**
   * For a machine that prefers some peers: one that prefers none. It has the same states, takes every step that this
   * machine takes, and more, and has renamings. Its initial state may name peers. One of its actions is that of this
   * machine with the same type and parameters; it may have one more, which says what was chosen.
   */
  impartial?(): Machine<S, A>
  /** What steps read and change. Two steps that have nothing in common are independent: their order does not matter. */
  readonly footprints?: Footprints<S, A>
}

/** A state enables actions of a kind only if it has at least one of the occasions that the kind needs. */
export interface Occasions<S> {
  of(state: S): Bits
  /** By kind, in the order of `actions.kinds`. */
  readonly needed: readonly Bits[]
}

/** The parts of a state, and the parts that a step touches. A set of parts has bit p for `parts[p]`. */
export interface Footprints<S, A> {
  /** All parts together are the complete state. There are at most 31. */
  readonly parts: readonly Part<S>[]
  /**
   * The parts that a step reads, or sets to a value that does not depend on their old value. Together with the parts
   * that it changes, they are the parts that the step touches. In any state that agrees in these parts, the same action
   * is enabled, has the same result there, and changes nothing else. May contain more parts than necessary.
   */
  looksAt(before: S, action: A, after: S): Bits
  /** The parts that a step changed. May contain more parts than necessary, if it does so in every such state. */
  changes(before: S, after: S): Bits
}

export interface Part<S> {
  readonly name: string
  /** The value of this part in a state. */
  of(state: S): unknown
}

export type Visit<S, A> = (action: A, next: S) => void

export type { Renaming } from '../kit/renaming'

/**
 * Undefined if the property holds. Otherwise one sentence that describes the violation, as an on-call engineer would
 * write it.
 */
export type Verdict = string | undefined

/** A property depends only on its arguments, because a long search asks it once and remembers the answer. */
export type Property<S, A> = AlwaysProperty<S> | StepProperty<S, A> | ReachableFact<S> | ConvergesProperty<S, A>

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
   * The parts, in addition to those of `looksAt`, that determine whether this step breaks the property, after steps
   * that did not. Without this function a property sees all parts.
   */
  sees?(before: S, action: A, after: S): Bits
}

/** Must be reachable. This detects models in which nothing interesting can happen. */
export interface ReachableFact<S> {
  readonly kind: 'reachable'
  readonly name: string
  /** A complete search that never reaches a required fact has checked too little (exit code 11). */
  readonly required?: boolean
  found(state: S): boolean
}

/**
 * From every reachable state, once only healing actions are taken, a settled state is reached.
 *
 * A run begins with any steps, harm included. From some state on it takes healing actions only, and is weakly fair to
 * each of them: an action that stays enabled is taken. The property holds if each such run comes to a settled state.
 * Every state on the way can also be the one in which harm stops. So the property says that such a run is settled
 * again and again, and a settled state may be left again. In TLA+, where H is the set of the healing actions:
 *
 *     <>[][\E a \in H : a]_vars /\ (\A a \in H : WF_vars(a))  =>  []<>Settled
 *
 * As in TLA+, a step that changes nothing counts as no step. That a healing step never leaves a settled state is another
 * claim, and a property of steps can make it.
 *
 * There are two ways to break it. A dead end is an unsettled state with no healing step. A fair loop is a sequence of
 * healing steps through unsettled states that returns to where it began; each healing action is taken in it, or is
 * disabled in one of its states.
 *
 * A search judges it in all states that it expanded, and a replay at the end of its schedule. A random walk heals where
 * it ends or turns back, and judges one run of healing steps there.
 */
export interface ConvergesProperty<S, A> {
  readonly kind: 'converges'
  readonly name: string
  /** True if the action belongs to those that go on when harm has stopped. */
  heals(action: A): boolean
  settled(state: S): boolean
  /**
   * It says more: in the end such a run is settled for ever, `<>[]Settled` in TLA+. So a fair loop may pass settled states too, and
   * breaks it if one of its states is not settled. It passes no state that is left out.
   */
  readonly stays?: boolean
  /**
   * True if a state is settled only because it is not judged: the bounds keep it from healing. A report says how many
   * states that are.
   */
  leftOut?(state: S): boolean
  /** One sentence that says what a state lacks that is not settled: 'Philosopher 2 is hungry.' */
  lacks?(state: S): string
}
