import type { Catalogue } from '../kit/catalogue'
import type { Rng } from './rng'

/**
 * How one walk goes: swarm testing. Walks that all draw from the same odds explore the same middle; here each walk draws which
 * harms can happen at all, how often something hurts, and which actions go before which, so that walks differ in kind.
 *
 * Ranks are what it takes to find a peer that is behind the times: in some walk the step that would tell it the news is of the
 * lowest rank, and everybody else moves on. (Priorities that change now and then are the idea of PCT, Burckhardt and others, 2010.)
 */
export interface Swarm {
  /** The rank of each action of the catalogue, 0 the first; -1: it is no part of what goes on all day. */
  readonly ranks: readonly number[]
  /** The kinds of harms that are on; one that is to happen more often than others stands here more often. */
  readonly harms: readonly number[]
  /** Of so many steps one is a harm, one is a look, and one may be work, where there is any. */
  readonly harmEvery: number
  readonly lookEvery: number
  readonly workEvery: number
  readonly isPatient: boolean
  /** Of so many steps one passes over a rank, and one swaps the ranks of two actions. */
  readonly passEvery: number
  readonly swapEvery: number
}

const RANKS = 5

/** How long a walk is to last: what may happen so many times in all is spread over its steps. */
export interface Pace {
  /** A harm in so many steps at least, and at most four times as many. */
  readonly harmEvery: number
  readonly workEvery: number
  /** Where nothing goes on by itself, time passes; otherwise the next harm comes at once. */
  readonly isPatient: boolean
  /** How often it comes back to each moment at which tension rose: a long walk meets enough of them as it goes on. */
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
