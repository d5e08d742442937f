import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'
import { witnesses, type FactMet } from './witnesses'

/**
 * The interface between a search and a machine with its properties: packed states, and questions about the steps
 * between them.
 *
 * There are two implementations. This one takes every step by the rules. memo/remembered.ts takes a known step from
 * memory. They differ only in speed.
 */
export interface Steps {
  /** True if steps are known only by their packed states, so that it costs nothing to judge a state later. */
  readonly isPacked: boolean
  /** The next state of the step that is being visited. */
  readonly packed: Int32Array
  /** Visits the steps from the packed state at `at`, in the order of their actions. */
  expand(from: Int32Array, at: number, visit: () => void): void
  /** The ordinal of the action of the step that is being visited. The following methods are also about this step. */
  ordinal(): number
  /** Judges the step alone. */
  judge(): Judgement
  /** Judges the packed state at `at`. True if it breaks a property. */
  isBroken(words: Int32Array, at: number): boolean
  /** The properties that it breaks, the one to blame first. */
  breaches(): readonly Breach[]
  /** Records the facts that the packed state at `at` is the first to reach, `depth` steps from the initial state. */
  meet(words: Int32Array, at: number, depth: number): void
  /** When each fact was first reached. */
  readonly met: readonly FactMet[]
  /** The memory in use, in bytes. */
  readonly bytes: number
  /** The states expanded, and the steps out of them. */
  readonly count: { readonly expanded: number; readonly taken: number }
  /** The questions that a memory did not know, and had to ask the rules. */
  readonly asked: number
}

/**
 * `looks the same` means that no part changed that properties of states read, so the state after the step need not be
 * judged.
 */
export type Judgement = 'breaks' | 'looks the same' | 'fine'

/** Builds the steps of a machine. `met` are the facts that were reached before, by earlier steps. */
export type Stepping = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  met?: readonly FactMet[],
) => Steps

/** Steps by the rules. */
export const steps: Stepping = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  metBefore: readonly FactMet[] = [],
): Steps => {
  const { states, actions } = machine
  const { facts, breaksStep, breaksState, breaches } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts, metBefore)
  const packed = new Int32Array(states.words)
  const now = { before: machine.initial, action: actions.all[0] as A, after: machine.initial }
  const count = { expanded: 0, taken: 0 }
  meet(machine.initial, 0)
  return {
    ...{ packed, isPacked: false },
    expand(from, at, visit) {
      count.expanded++
      now.before = states.read(from, at)
      machine.successors(now.before, (action, after) => {
        count.taken++
        now.action = action
        now.after = after
        states.write(after, packed, 0)
        visit()
      })
    },
    ordinal: () => actions.ordinal(now.action),
    judge() {
      if (breaksStep(now.before, now.action, now.after)) return 'breaks'
      return machine.looksSame?.(now.before, now.after) === true ? 'looks the same' : 'fine'
    },
    isBroken: (words, at) => breaksState(words === packed ? now.after : states.read(words, at)),
    breaches: () => breaches(now.before, now.action, now.after),
    meet(words, at, depth) {
      if (facts.length > 0) meet(words === packed ? now.after : states.read(words, at), depth)
    },
    get met() {
      return met()
    },
    bytes: 0,
    count,
    asked: 0,
  }
}
