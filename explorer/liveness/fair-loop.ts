import { firstOf, none, only, size, type Bits } from '../../kit/bits'
import type { Components } from './components'
import { eachStepWithin, type HealingGraph } from './healing-graph'

/** A closed walk of healing steps: the ordinals of their actions. Empty at a dead end. */
export type Loop = readonly number[]

/**
 * A shortest fair loop through a state of a component that allows one. Undefined if it has `most` steps or more.
 *
 * An action that is disabled in the state itself needs nothing more. The search collects the other actions: those that
 * were taken or found disabled on the way. The loop ends where the state is reached with all of them. The search is
 * breadth-first over pairs of a state and a set of actions. If it reaches more than `MOST_PAIRS` of them, it keeps the
 * way to the largest set so far and goes on from there. Then the loop is fair, but perhaps not a shortest.
 */
export const fairLoop = (
  graph: HealingGraph,
  { marks }: Pick<Components, 'marks'>,
  start: number,
  most = Infinity,
): Loop | undefined => {
  const needed = ordinalsOf(graph, start)
  const loop: number[] = []
  let at = start
  for (let first = 0; first < needed.length; first += AT_ONCE) {
    const group = groupOf(needed.slice(first, first + AT_ONCE))
    const end = first + AT_ONCE < needed.length ? undefined : start
    let met = disabledIn(graph, at, group)
    const isDone = (): boolean => met === group.all && (end === undefined || at === end)
    while (!isDone()) {
      const found = search({ graph, marks, group, end, most: most - loop.length }, at, met)
      if (found === undefined) return undefined
      loop.push(...found.ordinals)
      at = found.state
      met = found.met
    }
  }
  return loop
}

/** The actions that one search collects. A loop through a state with more enabled actions is found piece by piece. */
const AT_ONCE = 24

/** A limit for memory: about 100 bytes for each. */
const MOST_PAIRS = 200_000

const ordinalsOf = ({ begins, ordinals }: HealingGraph, state: number): readonly number[] =>
  Array.from({ length: (begins[state + 1] as number) - (begins[state] as number) }, (_, step) =>
    ordinals.at((begins[state] as number) + step),
  )

/** Some of the actions, each with a bit. */
interface Group {
  readonly all: Bits
  /** By ordinal: the bit of an action; 0 or absent for an action that is not in the group. */
  readonly bits: readonly Bits[]
}

const groupOf = (ordinals: readonly number[]): Group => {
  const bits: Bits[] = []
  ordinals.forEach((ordinal, bit) => (bits[ordinal] = only(bit)))
  return { all: firstOf(ordinals.length), bits }
}

/** The actions of a group that are disabled in a state. */
const disabledIn = ({ begins, ordinals }: HealingGraph, state: number, { all, bits }: Group): Bits => {
  const end = begins[state + 1] as number
  let enabled = none
  for (let step = begins[state] as number; step < end; step++) enabled |= bits[ordinals.at(step)] ?? none
  return all & ~enabled
}

interface Wanted {
  readonly graph: HealingGraph
  readonly marks: Int32Array
  readonly group: Group
  /** Where the walk must end; anywhere if absent. */
  readonly end: number | undefined
  readonly most: number
}

interface Part {
  readonly ordinals: readonly number[]
  readonly state: number
  readonly met: Bits
}

/** A pair of a state and a set of actions, and how it was reached. */
interface Pair {
  readonly state: number
  readonly met: Bits
  readonly depth: number
  readonly ordinal: number
  readonly before: Pair | undefined
}

const search = ({ graph, marks, group, end, most }: Wanted, start: number, met: Bits): Part | undefined => {
  const first: Pair = { state: start, met, depth: 0, ordinal: -1, before: undefined }
  const pairs: Pair[] = [first]
  const known = new Set([keyOf(start, met)])
  let best = first
  let goal: Pair | undefined
  for (let index = 0; index < pairs.length && goal === undefined; index++) {
    const pair = pairs[index] as Pair
    if (pair.depth + 1 >= most) return undefined
    if (pairs.length > MOST_PAIRS && size(best.met) > size(met)) return partTo(best)
    eachStepWithin(graph, pair.state, (ordinal, target) => {
      if (marks[target] !== marks[start] || goal !== undefined) return
      const more = pair.met | (group.bits[ordinal] ?? none) | disabledIn(graph, target, group)
      const key = keyOf(target, more)
      if (known.has(key)) return
      known.add(key)
      const next = { state: target, met: more, depth: pair.depth + 1, ordinal, before: pair }
      pairs.push(next)
      if (size(more) > size(best.met)) best = next
      if (more === group.all && (end === undefined || target === end)) goal = next
    })
  }
  if (goal === undefined) throw new Error('a component that allows a fair loop has none')
  return partTo(goal)
}

const keyOf = (state: number, met: Bits): number => state * 2 ** AT_ONCE + met

const partTo = (pair: Pair): Part => {
  const ordinals: number[] = []
  for (let at = pair; at.before !== undefined; at = at.before) ordinals.push(at.ordinal)
  return { ordinals: ordinals.reverse(), state: pair.state, met: pair.met }
}
