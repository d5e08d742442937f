import { judge, type Breach } from './judge'
import type { Machine, Property } from './machine'
import { witnesses, type FactMet } from './witnesses'

/**
 * All that a search knows of a machine and its properties: packed states, and what can be asked of the steps between them.
 *
 * There are two of these. This one takes every step by the rules; memo/remembered.ts takes a step that was taken before
 * from memory. They are told apart by their speed only.
 */
export interface Steps {
  /** The state that the step visited now leads to. */
  readonly packed: Int32Array
  /** Visits the steps out of the packed state at `at`, in the order of their actions. */
  expand(from: Int32Array, at: number, visit: () => void): void
  /** What follows is about the step that is being visited. The ordinal of its action. */
  ordinal(): number
  /** Judges it, and with it the state that it leads to, where that is new: true where something is broken. */
  judge(isNew: boolean): boolean
  /** All that it breaks, the one to blame first. */
  breaches(): readonly Breach[]
  /** Notes which facts the packed state at `at` is the first to meet, `depth` steps from the initial one. */
  meet(words: Int32Array, at: number, depth: number): void
  /** When each fact was first met. */
  readonly met: readonly FactMet[]
  /** The memory that it takes, in bytes. */
  readonly bytes: number
}

/** Makes steps of a machine; `met` are facts that were met before, by whoever took the steps until now. */
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
  const { facts, breaks, breaches } = judge(properties, machine.looksSame)
  const { meet, met } = witnesses(facts, metBefore)
  const packed = new Int32Array(states.words)
  const now = { before: machine.initial, action: actions.all[0] as A, after: machine.initial }
  meet(machine.initial, 0)
  return {
    packed,
    expand(from, at, visit) {
      now.before = states.read(from, at)
      machine.successors(now.before, (action, after) => {
        now.action = action
        now.after = after
        states.write(after, packed, 0)
        visit()
      })
    },
    ordinal: () => actions.ordinal(now.action),
    judge: (isNew) => breaks(now.before, now.action, now.after, isNew),
    breaches: () => breaches(now.before, now.action, now.after),
    meet(words, at, depth) {
      if (facts.length > 0) meet(words === packed ? now.after : states.read(words, at), depth)
    },
    get met() {
      return met()
    },
    bytes: 0,
  }
}
