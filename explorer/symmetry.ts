import type { Codec } from '../kit/codec'
import { compileRenamedWriter } from '../kit/compiled'
import { isRefused } from '../kit/refused'
import { breadthFirst, type Limits, type Outcome, type Search } from './breadth'
import { refuseConvergence } from './liveness/endings'
import type { Machine, Property, Renaming } from '../contract/machine'
import { schedule } from '../contract/schedule'
import { retake } from './replay'
import { steps } from './steps'

/**
 * Symmetry reduction: if peers are interchangeable, a state and its renamings behave the same, so one of them is
 * enough. The search keeps the renaming whose packed words come first.
 *
 * Only the packing changes; steps are judged before renaming. This is sound for a machine whose renamings commute with
 * firing (`renaming commutes with firing` in laws.ts) and for properties that prefer no peer. Properties of
 * convergence are refused: a loop among representatives need not be a loop among the states that they stand for.
 */
export const breadthFirstUpToRenaming = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  limits: Limits = {},
  begin: (folded: Machine<S, A>) => Search<A> = (folded) => breadthFirst(folded, properties, limits, steps),
): Search<A> => {
  refuseConvergence(properties, 'symmetry reduction')
  const folded = upToRenaming(machine)
  const search = begin(folded)
  return {
    advance: (expansions) => search.advance(expansions),
    close: () => search.close?.(),
    ...(search.snapshot === undefined ? {} : { snapshot: search.snapshot }),
    get lost() {
      return search.lost ?? 0
    },
    get progress() {
      return search.progress
    },
    get outcome() {
      return confirmed(machine, folded.states, properties, search.outcome)
    },
  }
}

/** The same machine, with each state packed as the renaming that comes first. Steps are taken by the rules. */
export const upToRenaming = <S, A>(machine: Machine<S, A>): Machine<S, A> => ({
  ...machine,
  states: leastCodec(machine),
})

/** Runs it to its end in one call, like `explore`. */
export const exploreUpToRenaming = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[] = [],
  limits: Limits = {},
): Outcome<A> => {
  const search = breadthFirstUpToRenaming(machine, properties, limits)
  search.advance(Infinity)
  return search.outcome
}

/** Packs, of all renamings of a state, the one whose words come first. */
const leastCodec = <S, A>({ schema, states, renamings = [] }: Machine<S, A>): Codec<S> => {
  const { words } = states
  const others = renamings
    .filter(({ permutation }) => permutation.some((to, from) => to !== from))
    .map(({ permutation }) => compileRenamedWriter(schema, permutation))
  const other = new Int32Array(words)
  return {
    ...{ words, read: states.read },
    write(state, into, at) {
      states.write(state, into, at)
      for (const write of others) {
        write(state, other, 0)
        if (comesFirst(other, into, at, words)) into.set(other, at)
      }
    },
  }
}

const comesFirst = (one: Int32Array, other: Int32Array, at: number, words: number): boolean => {
  for (let word = 0; word < words; word++) {
    const [mine, theirs] = [one[word] as number, other[at + word] as number]
    if (mine !== theirs) return mine < theirs
  }
  return false
}

/**
 * Converts a breach among representatives to the real names of the peers, and replays it without symmetry. If it does
 * not break there, a property or a renaming is wrong.
 */
const confirmed = <S, A>(
  machine: Machine<S, A>,
  least: Codec<S>,
  properties: readonly Property<S, A>[],
  outcome: Outcome<A>,
): Outcome<A> => {
  const { breach, stuck } = outcome
  if (stuck !== undefined && breach === undefined)
    return { ...outcome, stuck: { ...stuck, actions: withRealNames(machine, least, stuck.actions) } }
  if (breach === undefined || breach.actions.length === 0) return outcome
  const actions = withRealNames(machine, least, breach.actions)
  const { breaches } = retake(schedule(machine.name, machine, actions), properties)
  if (breaches[0]?.property !== breach.breaches[0]?.property)
    throw new Error(`${machine.name}: what breaks under symmetry does not break without it`)
  return { ...outcome, breach: { actions, breaches } }
}

/** Converts a schedule among representatives, state by state, to the names of the peers. */
const withRealNames = <S, A>(machine: Machine<S, A>, least: Codec<S>, actions: readonly A[]): readonly A[] => {
  let state = machine.initial
  return actions.map((action) => {
    const real = nameIn(machine, least, state, action)
    const next = machine.fire(state, real) as S & object
    if (isRefused(next)) throw new Error(`${machine.name}: a renaming does not commute with firing`)
    state = next
    return real
  })
}

/** An action of the representative of a state, with the names of the state itself. */
const nameIn = <S, A>({ states, renamings = [] }: Machine<S, A>, least: Codec<S>, state: S, action: A): A => {
  const [wanted, packed] = [new Int32Array(states.words), new Int32Array(states.words)]
  least.write(state, wanted, 0)
  const there = renamings.find((renaming) => {
    states.write(renaming.state(state), packed, 0)
    return packed.every((word, index) => word === wanted[index])
  })
  const back = renamings.find((renaming) => there !== undefined && isInverse(renaming, there))
  return back === undefined ? action : back.action(action)
}

const isInverse = <S, A>({ permutation }: Renaming<S, A>, other: Renaming<S, A>): boolean =>
  permutation.every((to, from) => other.permutation[to] === from)
