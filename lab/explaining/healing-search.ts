/** All continuations of one state that only heal: does one of them settle and break nothing? */
import type { ConvergesProperty, Machine } from '../../contract/machine'
import type { Limit, Outlook } from '../../contract/explanation'
import { Arena } from '../../explorer/arena'
import { pathTo } from '../../explorer/store'
import type { Searching } from './looking'

export interface Healing<S, A> {
  readonly machine: Machine<S, A>
  readonly property: Pick<ConvergesProperty<S, A>, 'heals' | 'settled' | 'leftOut'>
  breaks(before: S, action: A, after: S): boolean
}

export interface Healed<A> {
  readonly outlook: Outlook
  /** Of unknown: what ended the search. */
  readonly limit?: Limit
  /** The states that were found. */
  readonly states: number
  /** A shortest continuation that settles; where none settles, to a state behind which nothing that heals breaks a property. */
  readonly way?: readonly A[]
  /** Every state was searched, and no continuation that heals breaks a property before it settles. */
  readonly isSure: boolean
}

/**
 * Searches breadth first from a state, by steps that heal and break nothing, up to settled states. `isWhole`: goes on after
 * the first settled state, to see whether another continuation breaks a property. It stops at `most` states and then
 * says `unknown`, unless a settled state was found. If it is told to stop, it does so where it is.
 */
export function* searchHealing<S, A>(
  healing: Healing<S, A>,
  start: S,
  { most, isWhole = false }: { readonly most: number; readonly isWhole?: boolean },
): Searching<Healed<A>> {
  const { machine, property } = healing
  const graph = graphFrom(machine, start)
  const { store } = graph
  const asleep = Uint8Array.from(machine.actions.all, (action) => (property.heals(action) ? 0 : 1))
  let settled = -1
  let isHeldBack = false
  let breaks = false
  let isStopped = yield 0
  let at = 0
  for (; at < store.count && store.count <= most && !isStopped; at++) {
    if (at % PIECE === PIECE - 1) isStopped = yield store.count
    const state = machine.states.read(store.chunk(at), store.offset(at))
    const isLeftOut = property.leftOut?.(state) ?? false
    isHeldBack ||= isLeftOut
    if (!isLeftOut && property.settled(state)) {
      if (settled < 0) settled = at
      if (!isWhole) break
      continue
    }
    machine.successors(
      state,
      expand(healing, graph, { at, state, asleep }, () => (breaks = true)),
      asleep,
    )
  }
  const isDone = at >= store.count
  const found = { states: store.count, isSure: isDone && !breaks && !isHeldBack }
  if (settled >= 0) return { ...found, outlook: 'kept', way: pathTo(store, machine.actions.all, settled) }
  if (isStopped) return { ...found, outlook: 'unknown', limit: 'interrupt' }
  if (!isDone || isHeldBack) return { ...found, outlook: 'unknown', limit: isDone ? 'bounds' : 'states' }
  const harmless = graph.firstHarmless()
  if (harmless < 0) return { ...found, outlook: 'lost' }
  return { ...found, outlook: 'unsettled', way: pathTo(store, machine.actions.all, harmless) }
}

/** The states that are expanded between two looks at whether to stop: some tens of milliseconds. */
const PIECE = 100

/** The states so far, and which of them lead where. */
interface Graph<S> {
  readonly store: Arena
  add(state: S, from: number, ordinal: number): void
  /** Some healing step out of this state breaks a property. */
  break(at: number): void
  /** The first state from which healing can come to no broken property; -1: from each it can. */
  firstHarmless(): number
}

const graphFrom = <S, A>({ states }: Machine<S, A>, start: S): Graph<S> => {
  const store = new Arena(states.words)
  const packed = new Int32Array(states.words)
  const [sources, targets]: [number[], number[]] = [[], []]
  const ends: number[] = []
  states.write(start, packed, 0)
  store.link(store.add(packed), -1, 0)
  return {
    store,
    add(state, from, ordinal) {
      states.write(state, packed, 0)
      const index = store.add(packed)
      if (index >= 0) store.link(index, from, ordinal)
      sources.push(from)
      targets.push(index >= 0 ? index : store.find(packed))
    },
    break: (at) => void ends.push(at),
    firstHarmless: () => firstOther(ends, { sources, targets }, store.count),
  }
}

/** The first state that can come to none of these; -1: each can. */
const firstOther = (
  ends: readonly number[],
  { sources, targets }: { readonly sources: readonly number[]; readonly targets: readonly number[] },
  count: number,
): number => {
  const into: number[][] = Array.from({ length: count }, () => [])
  for (const [step, target] of targets.entries()) into[target]?.push(sources[step] as number)
  const found = new Set(ends)
  for (const state of found) for (const before of into[state] ?? []) found.add(before)
  return into.findIndex((_, state) => !found.has(state))
}

/** A step that breaks a property leads nowhere. */
const expand =
  <S, A>(
    { machine, breaks }: Healing<S, A>,
    graph: Graph<S>,
    { at, state, asleep }: { readonly at: number; readonly state: S; readonly asleep: Uint8Array },
    broken: () => void,
  ): ((action: A, next: S) => void) =>
  (action, next) => {
    const ordinal = machine.actions.ordinal(action)
    if (asleep[ordinal] !== 0) return
    if (!breaks(state, action, next)) return graph.add(next, at, ordinal)
    graph.break(at)
    broken()
  }
