/** From one observation to the next: which states explain it, of those that hidden steps lead to. */
import type { Machine } from '../../contract/machine'
import { Arena } from '../../explorer/arena'
import type { Action } from '../../model/actions'
import { emptyLog } from '../../model/replica/log'
import type { World } from '../../properties/history'
import type { Distance } from './distance'

export interface Limits {
  /** The most hidden steps between two observations. */
  readonly hidden: number
  /** The most states between two observations. */
  readonly states: number
}

export interface Explained {
  /** The states that explain the observation; none twice. */
  readonly states: readonly World[]
  /** All that were looked at. */
  readonly visited: number
  /** Some state that could be reached does not explain the observation, and leads to none that does. */
  readonly constrains: boolean
  /** A state was left out only because it takes too many hidden steps. */
  readonly isCut: boolean
  /** There were too many states. */
  readonly isFull: boolean
  /** Where nothing explains it: the states that come nearest, at most a few. */
  readonly nearest: readonly World[]
}

const MOST_NEAREST = 200

/** Breadth-first, through the states from which the observation can still be reached. `from` are states without history. */
export const explain = (
  machine: Machine<World, Action>,
  from: readonly World[],
  distance: Distance,
  limits: Limits,
): Explained => {
  const known = new Arena(machine.states.words)
  const packed = new Int32Array(known.words)
  // States are kept as they are: what a step does not change is the same object, and is measured once.
  const met: World[] = []
  const away: number[] = []
  const found = { constrains: false, isCut: false, isFull: false }
  const meet = (state: World, depth: number): void => {
    machine.states.write(state, packed, 0)
    if (known.add(packed) < 0) return
    const least = distance(state)
    if (least > 0) found.constrains = true
    const isHopeless = least === Infinity
    const isTooFar = !isHopeless && depth + least > limits.hidden
    if (isTooFar) found.isCut = true
    if (depth > 0 && (isHopeless || isTooFar)) return
    met.push(state)
    away.push(least)
  }
  for (const state of from) meet(state, 0)
  for (let [index, depth, end] = [0, 0, met.length]; index < met.length && !found.isFull; index++) {
    if (index === end) {
      depth++
      end = met.length
    }
    const least = away[index] as number
    if (least === Infinity || depth + least > limits.hidden) continue
    if (depth === limits.hidden) found.isCut = true
    else {
      const state = met[index] as World
      machine.successors(state, (_, next) => {
        if (next !== state) meet(withoutTruth(next), depth + 1)
      })
      found.isFull = known.count > limits.states
    }
  }
  const states = met.filter((_, index) => away[index] === 0)
  return { ...found, states, visited: known.count, nearest: states.length > 0 ? [] : nearestIn(met, away) }
}

const nearestIn = (met: readonly World[], away: readonly number[]): readonly World[] => {
  const least = away.reduce((lowest, one) => Math.min(lowest, one), Infinity)
  return met.filter((_, index) => away[index] === least).slice(0, MOST_NEAREST)
}

/** What properties keep of the past, and no observation shows, would only split states. */
export const withoutTruth = ({ cluster, history }: World): World => ({
  cluster,
  history: {
    losses: 0,
    partitions: history.partitions.map(({ acknowledged, firstKept }) => ({
      ...{ truth: emptyLog, acknowledged, hadUncleanElection: false, firstKept },
    })),
  },
})
