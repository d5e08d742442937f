import type { ConvergesProperty, Machine } from '../../contract/machine'
import { levelsOf } from '../levels'
import type { Store } from '../store'
import { Components } from './components'
import { fairLoop, type Loop } from './fair-loop'
import { fairness } from './fairness'
import { healingGraph, type HealingGraph } from './healing-graph'

/** A state from which healing never settles: its number in the search, its distance, and a fair loop back to it. */
export interface Unsettled {
  readonly state: number
  readonly depth: number
  readonly loop: Loop
}

/** The states of a search that are judged: the first `expanded` of a store. */
export interface Explored {
  readonly store: Store & Required<Pick<Store, 'find'>>
  readonly expanded: number
}

/**
 * Looks for states from which healing never settles. Yields the memory in use, in bytes, from time to time. The result
 * is the one with the shortest way in, and of these the one with the shortest loop, as far as it was compared; a dead
 * end has the shortest of all.
 */
export function* findUnsettled<S, A>(
  machine: Machine<S, A>,
  property: ConvergesProperty<S, A>,
  { store, expanded }: Explored,
): Generator<number, Unsettled | undefined> {
  const building = healingGraph(machine, property, store, expanded)
  let built = building.next()
  for (; built.done !== true; built = building.next()) yield 0
  const graph = built.value
  const components = new Components(graph)
  const isFair = fairness(graph, components)
  const entries = new Uint8Array(expanded)
  let first = Infinity
  const finding = components.find((states) => {
    if (!isFair(states)) return
    for (const state of states) {
      if (graph.unsettled[state] === 0) continue
      entries[state] = 1
      first = Math.min(first, state)
    }
  })
  while (finding.next().done !== true) yield graph.bytes + components.bytes + expanded
  return first === Infinity ? undefined : nearest(graph, components, entries, levelAt(store, first))
}

/** The states at one distance from the initial state. */
interface Level {
  readonly depth: number
  /** The first state that counts, and the one after the last. */
  readonly begin: number
  readonly end: number
}

/** The level of a state, from this state on. */
const levelAt = (store: Store, state: number): Level => {
  let end = 0
  const depth = levelsOf(store).findIndex((count) => (end += count) > state)
  return { depth, begin: state, end }
}

const nearest = (
  graph: HealingGraph,
  components: Components,
  entries: Uint8Array,
  { depth, begin, end }: Level,
): Unsettled | undefined => {
  let best: Unsettled | undefined
  let compared = 0
  for (let state = begin; state < Math.min(end, graph.expanded) && compared < MOST_COMPARED; state++) {
    if (entries[state] === 0) continue
    const isDeadEnd = graph.begins[state] === graph.begins[state + 1]
    if (isDeadEnd) return { state, depth, loop: [] }
    compared++
    const loop = fairLoop(graph, components, state, best?.loop.length)
    if (loop !== undefined) best = { state, depth, loop }
  }
  return best
}

/** The loops of this many states are compared. */
const MOST_COMPARED = 64
