import type { Codec } from '../kit/codec'
import { compileRenamedWriter } from '../kit/compiled'
import { onDemand } from '../kit/on-demand'
import { compilePeerKeys } from '../kit/peer-keys'
import { isRefused } from '../kit/refused'
import { permutations, type Permutation } from '../kit/renaming'
import type { Schema } from '../kit/schema'
import { breadthFirst, type Limits, type Outcome, type Search } from './breadth'
import { refuseConvergence } from './liveness/endings'
import type { Machine, Property, Renaming } from '../contract/machine'
import { schedule, type Schedule } from '../contract/schedule'
import { retake } from './replay'
import { steps } from './steps'

/**
 * Symmetry reduction: if peers are interchangeable, a state and its renamings behave the same, so one of them is
 * enough. The search keeps the renaming whose packed words come first.
 *
 * Only the packing changes; steps are judged before renaming. This is sound for a machine whose renamings commute with
 * firing (`renaming commutes with firing` in laws.ts) and for properties that prefer no peer. A machine that prefers
 * peers gives an impartial one to search, and what breaks there is confirmed without symmetry, or said to be
 * unconfirmed. Properties of convergence are refused: a loop among representatives need not be a loop among the states that they stand for.
 */
export const breadthFirstUpToRenaming = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  limits: Limits = {},
  begin: (folded: Machine<S, A>) => Search<A> = (folded) => breadthFirst(folded, properties, limits, steps),
): Search<A> => {
  refuseConvergence(properties, 'symmetry reduction')
  const impartial = impartialOf(machine)
  const folded = upToRenaming(impartial)
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
      return confirmed(machine, impartial, folded.states, properties, search.outcome)
    },
  }
}

/** The same machine, impartial, with each state packed as the renaming that comes first. Steps are taken by the rules. */
export const upToRenaming = <S, A>(machine: Machine<S, A>): Machine<S, A> => {
  const impartial = impartialOf(machine)
  return { ...impartial, states: leastCodec(impartial) }
}

const impartialOf = <S, A>(machine: Machine<S, A>): Machine<S, A> => machine.impartial?.() ?? machine

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

/**
 * Packs, of the renamings of a state, the one whose words come first among those that sort the peers by their keys. A
 * state and its renamings have the same keys, so they are packed alike, and mostly all peers have different ones.
 */
const leastCodec = <S, A>({ schema, states, renamings = [] }: Machine<S, A>): Codec<S> => {
  const peers = renamings[0]?.permutation.length ?? 0
  if (peers < 2) return states
  const { words } = states
  const keysOf = compilePeerKeys(schema, peers)
  const [keys, other] = [new Int32Array(peers), new Int32Array(words)]
  const writersOf = writersByOrder(schema, states, renamings)
  return {
    ...{ words, read: states.read },
    write(state, into, at) {
      keysOf(state, keys)
      const writers = writersOf(keys)
      for (let index = 0; index < writers.length; index++) {
        const write = writers[index] as Codec<S>['write']
        if (index === 0) write(state, into, at)
        else write(state, other, 0)
        if (index > 0 && comesFirst(other, into, at, words)) into.set(other, at)
      }
    },
  }
}

/** The writers of all renamings that sort peers with these keys. A writer is made when it is first needed. */
const writersByOrder = <S, A>(
  schema: Schema<S>,
  { write }: Codec<S>,
  renamings: readonly Renaming<S, A>[],
): ((keys: Int32Array) => readonly Codec<S>['write'][]) => {
  const made = renamings.map(({ permutation }) =>
    onDemand(() => (permutation.every((to, from) => to === from) ? write : compileRenamedWriter(schema, permutation))),
  )
  const byPermutation = new Map(renamings.map(({ permutation }, index) => [permutation.join(), made[index]]))
  const known = new Map<number, readonly Codec<S>['write'][]>()
  return (keys) => {
    const order = orderOf(keys)
    const already = known.get(order)
    if (already !== undefined) return already
    const writers = sorting(keys).flatMap((permutation) => byPermutation.get(permutation.join())?.() ?? [])
    known.set(order, writers)
    return writers
  }
}

/** How the keys compare, as one number: for each peer, how many have a smaller key. */
const orderOf = (keys: Int32Array): number => {
  const count = keys.length
  let order = 0
  for (let one = 0; one < count; one++) {
    let smaller = 0
    for (let other = 0; other < count; other++) if ((keys[other] as number) < (keys[one] as number)) smaller++
    order = order * count + smaller
  }
  return order
}

/** The permutations that sort peers with these keys: those with one key in every order. */
const sorting = (keys: Int32Array): readonly Permutation[] => {
  const values = [...new Set(keys)].sort((one, other) => one - other)
  return values
    .reduce<readonly number[][]>(
      (begun, value) => {
        const alike = [...keys.keys()].filter((peer) => keys[peer] === value)
        return begun.flatMap((sorted) =>
          permutations(alike.length).map((order) => [...sorted, ...order.map((place) => alike[place] as number)]),
        )
      },
      [[]],
    )
    .map((sorted) => [...keys.keys()].map((peer) => sorted.indexOf(peer)))
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
 * not break there, a property or a renaming is wrong; or the search was of an impartial machine, and made a choice that
 * the machine does not make.
 */
const confirmed = <S, A>(
  machine: Machine<S, A>,
  wide: Machine<S, A>,
  least: Codec<S>,
  properties: readonly Property<S, A>[],
  { breach, stuck, ...outcome }: Outcome<A>,
): Outcome<A> => {
  if (breach === undefined) return { ...outcome, ...(stuck && stuckIn(machine, wide, least, stuck)) }
  const [blamed] = breach.breaches
  const actions = withRealNames(wide, least, breach.actions)
  for (const { taken, way } of waysOf(machine, wide, actions)) {
    const { breaches } = retake(taken, properties)
    if (breaches[0]?.property === blamed?.property) return { ...outcome, breach: { actions: way, breaches } }
  }
  if (wide === machine) throw new Error(`${machine.name}: what breaks under symmetry does not break without it`)
  const { breaches } = retake(schedule(wide.name, wide, actions), properties)
  const events = actions.map((action) => wide.actions.print(action))
  return { ...outcome, verdict: 'inconclusive', unconfirmed: { actions, events, breaches } }
}

/** The states without a step, if the schedule to the first of them is one of the machine. */
const stuckIn = <S, A>(
  machine: Machine<S, A>,
  wide: Machine<S, A>,
  least: Codec<S>,
  { states, actions }: NonNullable<Outcome<A>['stuck']>,
): Pick<Outcome<A>, 'stuck'> => {
  const found = waysOf(machine, wide, withRealNames(wide, least, actions)).find(
    ({ taken }) => taken.replay().diverged === undefined,
  )
  return found === undefined ? {} : { stuck: { states, actions: found.way } }
}

interface Way<S, A> {
  readonly way: readonly A[]
  readonly taken: Schedule<string, S, A>
}

/**
 * A schedule of an impartial machine as schedules of the machine: under each renaming that leaves the initial state as it
 * is, because the machine may prefer another peer of those that are alike then.
 */
const waysOf = <S, A>(machine: Machine<S, A>, wide: Machine<S, A>, actions: readonly A[]): readonly Way<S, A>[] => {
  const wayOf = (way: readonly A[]): Way<S, A> => {
    const taken = schedule(machine.name, machine, way)
    return { way: taken.actions, taken }
  }
  if (wide === machine) return [wayOf(actions)]
  const begin = packedBy(wide.states, wide.initial)
  return (wide.renamings ?? [])
    .filter((renaming) => isSame(packedBy(wide.states, renaming.state(wide.initial)), begin))
    .map((renaming) => wayOf(actions.map((action) => renaming.action(action))))
}

const packedBy = <S>(states: Codec<S>, state: S): Int32Array => {
  const packed = new Int32Array(states.words)
  states.write(state, packed, 0)
  return packed
}

const isSame = (one: Int32Array, other: Int32Array): boolean => one.every((word, index) => word === other[index])

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
  const wanted = packedBy(least, state)
  const there = renamings.find((renaming) => isSame(packedBy(states, renaming.state(state)), wanted))
  const back = renamings.find((renaming) => there !== undefined && isInverse(renaming, there))
  return back === undefined ? action : back.action(action)
}

const isInverse = <S, A>({ permutation }: Renaming<S, A>, other: Renaming<S, A>): boolean =>
  permutation.every((to, from) => other.permutation[to] === from)
