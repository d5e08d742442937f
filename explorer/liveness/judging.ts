import type { ConvergesProperty, Machine, Property } from '../../contract/machine'
import { onDemand } from '../../kit/on-demand'
import { isRefused } from '../../kit/refused'
import type { BreachAfter, Outcome, Search } from '../search'
import type { Snapshot } from '../standing'
import { pathTo, type Store } from '../store'
import { convergesIn, endingsOf } from './endings'
import { findUnsettled, type Explored, type Unsettled } from './unsettled'

/**
 * The same search, followed by a search for states from which healing never settles, if a property asks for it. It
 * looks at the states that were expanded. So its findings are true even if the search was stopped; that there is none
 * is said only of a complete search. It runs on one thread, because it needs all states, and no more are added.
 *
 * Throws if the search does not keep its states, or keeps only their fingerprints.
 */
export const judgingConvergence = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  search: Search<A>,
): Search<A> => {
  const { snapshot } = search
  if (convergesIn(properties).length === 0) return search
  if (snapshot === undefined) throw new Error(NO_STATES)
  const judging = judgingOf(machine, properties, snapshot)
  const isBroken = onDemand(() => search.outcome.verdict === 'broken')
  const conclude = (pieces: number): boolean => !isBroken() && judging.go(pieces)
  let isSearching = true
  return {
    advance(expansions) {
      isSearching &&= search.advance(expansions)
      return isSearching || conclude(expansions)
    },
    conclude,
    get progress() {
      const { bytes, ...progress } = search.progress
      return { ...progress, bytes: bytes + judging.bytes, ...(judging.share === 0 ? {} : { judged: judging.share }) }
    },
    close: () => search.close?.(),
    snapshot,
    get lost() {
      return search.lost ?? 0
    },
    get outcome() {
      return outcomeOf(search.outcome, judging)
    },
  }
}

const NO_STATES = 'convergence is judged only by a search that keeps all states in memory, and takes all their steps'

const outcomeOf = <A>(outcome: Outcome<A>, { isOver, found }: Pick<Judging<A>, 'isOver' | 'found'>): Outcome<A> => {
  if (outcome.verdict === 'broken') return outcome
  const [breach, ...alsoUnsettled] = found
  if (breach !== undefined) return { ...outcome, verdict: 'broken', breach, alsoUnsettled }
  const isOpen = !isOver || outcome.verdict === 'inconclusive'
  return isOpen ? { ...outcome, verdict: 'inconclusive', isHealingJudged: isOver } : outcome
}

/** The search for states that never settle: how far it is, and its result. */
interface Judging<A> {
  /** True while there is more to do. */
  go(pieces: number): boolean
  readonly isOver: boolean
  /** The share that is done, 0 to 1. */
  readonly share: number
  readonly bytes: number
  /** The nearest first. */
  readonly found: readonly BreachAfter<A>[]
}

const judgingOf = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  snapshot: () => Snapshot,
): Judging<A> => {
  const now = { isOver: false, done: 0, all: 0, bytes: 0, found: [] as readonly BreachAfter<A>[] }
  let work: Generator<number, readonly Found[]> | undefined
  const begin = (): Generator<number, readonly Found[]> => {
    const explored = exploredIn(snapshot())
    const asked = convergesIn(properties)
    now.all = PIECES_A_STATE * explored.expanded * asked.length
    return allOf(machine, asked, explored)
  }
  return {
    go(pieces) {
      if (now.isOver) return false
      work ??= begin()
      for (let left = pieces; left > 0; left--) {
        const next = work.next()
        now.done++
        if (next.done !== true) {
          now.bytes = next.value
          continue
        }
        Object.assign(now, { isOver: true, bytes: 0 })
        now.found = breachesOf(machine, properties, snapshot().store, next.value)
        return false
      }
      return true
    },
    get isOver() {
      return now.isOver
    },
    get share() {
      return now.all === 0 ? 0 : Math.min(1, now.done / now.all)
    },
    get bytes() {
      return now.bytes
    },
    get found() {
      return now.found
    },
  }
}

/** A state is looked at once for its healing steps, and at most twice for its component. */
const PIECES_A_STATE = 3

const exploredIn = ({ store, at }: Snapshot): Explored => {
  if (!canFind(store)) throw new Error(NO_STATES)
  return { store, expanded: at.expanding }
}

const canFind = (store: Store): store is Explored['store'] => store.find !== undefined

interface Found {
  readonly property: string
  readonly unsettled: Unsettled
}

/** The finding of each property: the one with the shortest way in first, and of these the one with the shortest loop. */
function* allOf<S, A>(
  machine: Machine<S, A>,
  properties: readonly ConvergesProperty<S, A>[],
  explored: Explored,
): Generator<number, readonly Found[]> {
  const all: Found[] = []
  for (const property of properties) {
    const unsettled = yield* findUnsettled(machine, property, explored)
    if (unsettled !== undefined) all.push({ property: property.name, unsettled })
  }
  return all.sort(
    ({ unsettled: one }, { unsettled: other }) => one.depth - other.depth || one.loop.length - other.loop.length,
  )
}

/** The nearest, and those of the properties that it does not break. */
const breachesOf = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  store: Store,
  [nearest, ...rest]: readonly Found[],
): readonly BreachAfter<A>[] => {
  if (nearest === undefined) return []
  const first = breachOf(machine, properties, store, nearest.unsettled)
  const others = rest.filter(({ property }) => first.breaches.every((breach) => breach.property !== property))
  return [first, ...others.map(({ unsettled }) => breachOf(machine, properties, store, unsettled))]
}

const breachOf = <S, A>(
  machine: Machine<S, A>,
  properties: readonly Property<S, A>[],
  store: Store,
  { state, loop }: Unsettled,
): BreachAfter<A> => {
  const { all } = machine.actions
  const actions = [...pathTo(store, all, state), ...loop.map((ordinal) => all[ordinal] as A)]
  const states = [machine.initial]
  for (const action of actions) {
    const next = machine.fire(states.at(-1) as S, action) as S & object
    if (isRefused(next))
      throw new Error('a schedule of this search cannot be taken again: fire and successors disagree')
    states.push(next)
  }
  return { actions, breaches: endingsOf(machine, properties, { actions, states }) }
}
