import type { EffectTables, WrittenEffects } from './written-effects'
import type { Forest } from './forest'

/** What a memory has learned, as it is sent to a thread: tables in shared memory, and what does not change. */
export interface Learned extends EffectTables {
  readonly rules: Int32Array
  readonly ofSteps: Int32Array
  readonly ofStates: Int32Array
  readonly ofFacts: Int32Array
  readonly stepRoots: Int32Array
  readonly ruleRoot: number
  readonly stateRoot: number
  readonly areStepsJudged: boolean
  readonly areStatesJudged: boolean
}

/** The position of each number that changes while the memory learns. */
export const END = { rules: 0, ofSteps: 1, ofStates: 2, ofFacts: 3, effects: 4, factRoot: 5 } as const

export const BYTES_OF_ENDS = 4 * Object.keys(END).length

/** A memory from which other threads take steps. It is the only one that learns. */
export interface Lending {
  /** The current tables. A table that is full is replaced by a larger one. */
  learned(): Learned
  /**
   * Tells how far the tables are complete. Does nothing if `sent`, which the other threads have, is no longer current:
   * what is in a new table is not known to them.
   */
  publish(sent: Learned, ends: Int32Array): void
  /** Counts states that others have expanded with this memory. Whether it pays depends on all states. */
  credit(states: number): void
}

/** Forests and their roots about the steps of effects, about states, and about facts that are missing. */
export interface Judgements {
  readonly areStepsJudged: boolean
  readonly areStatesJudged: boolean
  readonly ofSteps: Forest
  readonly ofStates: Forest
  readonly ofFacts: Forest
  /** By effect: its root, or 0. */
  readonly stepRoots: Int32Array
  readonly stateRoot: number
  readonly factRoot: number
}

interface Owned {
  readonly rules: Forest
  readonly ruleRoot: number
  readonly effects: WrittenEffects & { readonly all: readonly unknown[] }
  judgements(): Judgements
  readonly count: { expanded: number }
}

export const lending = ({ rules, ruleRoot, effects, judgements, count }: Owned): Lending => {
  const learned = (): Learned => {
    const { ofSteps, ofStates, ofFacts, stepRoots, stateRoot, areStepsJudged, areStatesJudged } = judgements()
    return {
      ...{ rules: rules.nodes, ofSteps: ofSteps.nodes, ofStates: ofStates.nodes, ofFacts: ofFacts.nodes },
      ...{ ordinals: effects.ordinals, begins: effects.begins, writes: effects.writes },
      ...{ stepRoots, ruleRoot, stateRoot, areStepsJudged, areStatesJudged },
    }
  }
  return {
    learned,
    credit: (states) => (count.expanded += states),
    publish(sent, ends) {
      if (!isSame(sent, learned())) return
      const { ofSteps, ofStates, ofFacts, factRoot } = judgements()
      Atomics.store(ends, END.rules, rules.end)
      Atomics.store(ends, END.ofSteps, ofSteps.end)
      Atomics.store(ends, END.ofStates, ofStates.end)
      Atomics.store(ends, END.ofFacts, ofFacts.end)
      Atomics.store(ends, END.effects, effects.all.length)
      Atomics.store(ends, END.factRoot, factRoot)
    },
  }
}

/** True if no table was replaced. */
export const isSame = (one: Learned | undefined, other: Learned): boolean =>
  one !== undefined &&
  one.rules === other.rules &&
  one.ofSteps === other.ofSteps &&
  one.ofStates === other.ofStates &&
  one.ofFacts === other.ofFacts &&
  one.stepRoots === other.stepRoots &&
  one.ordinals === other.ordinals &&
  one.begins === other.begins &&
  one.writes === other.writes
