import { judge, type Breach } from './judge'
import type { Machine, Property } from '../contract/machine'
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
  /** Judges the step alone. */
  judge(): Judgement
  /** Judges the packed state at `at`: true where it is broken. */
  isBroken(words: Int32Array, at: number): boolean
  /** All that it breaks, the one to blame first. */
  breaches(): readonly Breach[]
  /** Notes which facts the packed state at `at` is the first to meet, `depth` steps from the initial one. */
  meet(words: Int32Array, at: number, depth: number): void
  /** When each fact was first met. */
  readonly met: readonly FactMet[]
  /** The memory that it takes, in bytes. */
  readonly bytes: number
}

/** looks the same: nothing has changed that properties of states look at, so the state after it is as good as the one before. */
export type Judgement = 'breaks' | 'looks the same' | 'fine'

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
  const { facts, breaksStep, breaksState, breaches } = judge(properties, machine.looksSame)
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
  }
}
