import type { Catalogue } from '../kit/catalogue'
import type { Rng } from './rng'

/**
 * The parameters of one walk: swarm testing. Walks with equal probabilities explore similar states. So each walk draws
 * which harms can happen, how often they happen, and which actions have priority, and walks differ from each other.
 *
 * Ranks are necessary to find a peer that is left behind: in some walk, the step that would update it has the lowest rank,
 * and all others move on. (Priorities that sometimes change are the idea of PCT, Burckhardt and others, 2010.)
 */
export interface Swarm {
  /** The rank of each action of the catalogue. 0 is the first; -1 means that it is not a routine action. */
  readonly ranks: readonly number[]
  /** The enabled kinds of harms. A kind that should happen more often is listed more often. */
  readonly harms: readonly number[]
  /** One in this many steps is a harm, a look, or work, if there is any. */
  readonly harmEvery: number
  readonly lookEvery: number
  readonly workEvery: number
  readonly isPatient: boolean
  /** One in this many steps skips a rank, or swaps the ranks of two actions. */
  readonly passEvery: number
  readonly swapEvery: number
}

const RANKS = 5

/** The length of a walk. Actions with a limited number are spread over its steps. */
export interface Pace {
  /** The smallest number of steps per harm. The largest is four times as many. */
  readonly harmEvery: number
  readonly workEvery: number
  /** If true, a walk without an enabled routine action takes a look. Otherwise it takes a harm at once. */
  readonly isPatient: boolean
  /**
   * The number of returns to each moment at which tension rose. A long walk needs none, because it reaches enough such
   * moments.
   */
  readonly returns: number
}

export const briskly: Pace = { harmEvery: 4, workEvery: 1, isPatient: false, returns: 20 }

export const drawSwarm = <A>({ kinds }: Catalogue<A>, chance: Rng, pace: Pace = briskly): Swarm => {
  const ranks = kinds.flatMap(({ role, actions }) =>
    actions.map(() => (role === 'routine' || role === 'work' ? chance.below(RANKS) : -1)),
  )
  return {
    ranks,
    harms: drawHarms(kinds, chance),
    harmEvery: pace.harmEvery * chance.pick([1, 2, 4]),
    lookEvery: 32,
    workEvery: pace.workEvery,
    isPatient: pace.isPatient,
    passEvery: 4,
    swapEvery: 20,
  }
}

/** Some of the kinds of harms, as likely few as many of them, and each of these more or less often. */
const drawHarms = <A>(kinds: Catalogue<A>['kinds'], chance: Rng): readonly number[] => {
  const all = kinds.flatMap(({ role }, kind) => (role === 'harm' ? [kind] : []))
  let wanted = all.length === 0 ? 0 : 1 + chance.below(all.length)
  return all.flatMap((kind, index) => {
    if (chance.below(all.length - index) >= wanted) return []
    wanted--
    return Array.from({ length: chance.pick([1, 4, 16]) }, () => kind)
  })
}
