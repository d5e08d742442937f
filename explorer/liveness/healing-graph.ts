import type { ConvergesProperty, Machine } from '../../contract/machine'
import type { Store } from '../store'
import { Column } from './column'

/**
 * The healing steps out of the states of a search that a run may never leave: the unsettled ones that were expanded. Where what is
 * settled has to stay so, the settled ones belong to them as well, but for those that are left out.
 *
 * States have the numbers of the search. The steps of a state are consecutive, in the order of the machine: for each
 * the ordinal of its action and the state after it. Steps to other states are kept as well, because they are enabled.
 * Steps that change nothing are left out: see `ConvergesProperty`.
 *
 * Memory: 5 or 6 bytes per expanded state, and 6 bytes per step.
 */
export interface HealingGraph {
  /** The states that were expanded: all before this number. */
  readonly expanded: number
  /** 1 if an expanded state belongs to the graph. */
  readonly within: Uint8Array
  /** 1 if an expanded state is unsettled. The same list where a settled state may be left again. */
  readonly unsettled: Uint8Array
  /** The first step of state s, and of the state after it: `begins[s]` and `begins[s + 1]`. */
  readonly begins: Int32Array
  readonly ordinals: Column
  readonly targets: Column
  readonly bytes: number
}

/**
 * Builds the graph, and yields after each state. Each state is read once, and each one of the graph is expanded once. The
 * steps are kept, because whoever asks for them again would have to take all of them again (docs/decisions/0026).
 */
export function* healingGraph<S, A>(
  { states, actions, successors }: Machine<S, A>,
  { heals, settled, stays = false, leftOut }: ConvergesProperty<S, A>,
  store: Store & Required<Pick<Store, 'find'>>,
  expanded: number,
): Generator<undefined, HealingGraph> {
  const unsettled = new Uint8Array(expanded)
  const within = stays ? new Uint8Array(expanded) : unsettled
  const begins = new Int32Array(expanded + 1)
  const [ordinals, targets] = [new Column(16), new Column(32)]
  const asleep = Uint8Array.from(actions.all, (action) => (heals(action) ? 0 : 1))
  const packed = new Int32Array(states.words)
  let from = 0
  const visit = (action: A, next: S): void => {
    const ordinal = actions.ordinal(action)
    if (asleep[ordinal] !== 0) return
    states.write(next, packed, 0)
    const target = store.find(packed)
    if (target < 0) throw new Error('a state of this search has a next state that the search does not know')
    if (target === from) return
    ordinals.push(ordinal)
    targets.push(target)
  }
  for (; from < expanded; from++) {
    const state = states.read(store.chunk(from), store.offset(from))
    if (!settled(state)) unsettled[from] = 1
    if (stays && leftOut?.(state) !== true) within[from] = 1
    if (within[from] === 1) successors(state, visit, asleep)
    begins[from + 1] = targets.length
    yield
  }
  const bytes = (stays ? 6 : 5) * expanded + ordinals.bytes + targets.bytes
  return { expanded, within, unsettled, begins, ordinals, targets, bytes }
}

/** Visits the steps of a state that lead to states of the graph: their actions, and where they lead. */
export const eachStepWithin = (
  { expanded, within, begins, ordinals, targets }: HealingGraph,
  state: number,
  visit: (ordinal: number, target: number) => void,
): void => {
  const end = begins[state + 1] as number
  for (let step = begins[state] as number; step < end; step++) {
    const target = targets.at(step)
    if (target < expanded && within[target] === 1) visit(ordinals.at(step), target)
  }
}
