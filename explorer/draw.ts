import { intersect, none, type Bits } from '../kit/bits'
import type { Catalogue } from '../kit/catalogue'
import type { Rng } from './rng'
import type { Machine } from '../contract/machine'
import type { Swarm } from './swarm'

type Take<S, A> = (action: A, next: S) => void

/** Draws a step and takes it. False if no routine or work action is enabled any more. */
export type Draw<S, A> = (state: S, take: Take<S, A>) => boolean

/** Some actions of one kind. */
interface Group<A> {
  readonly kind: number
  /** The occasions of which a state must have one. */
  readonly needs: Bits
  readonly actions: A[]
}

/**
 * One draw determines for a whole step which action of a list comes first. For up to sixteen actions each is equally
 * likely.
 */
const TURNS = 720_720

/** Every occasion: for a machine that does not tell them. */
const ANY: Bits = -1

/** Draws a routine step. False if no routine or work action is enabled. */
export type GoOn<S, A> = Draw<S, A>

/**
 * Draws whether the next step is a harm, a look, or routine. For a harm the kind is drawn first, because some kinds have
 * many instances. If no routine action is enabled, a patient walk takes a look, and another walk takes a harm. `goOn`
 * chooses among routine actions.
 */
export const gated = <S extends object, A>(
  { actions, attempt }: Machine<S, A>,
  swarm: Swarm,
  chance: Rng,
  goOn: GoOn<S, A>,
): Draw<S, A> => {
  const groups = actions.kinds.map((kind, index) => ({ kind: index, actions: kind.actions }))
  const ofRole = (role: string): typeof groups => groups.filter(({ kind }) => actions.kinds[kind]?.role === role)
  const harms = swarm.harms.map((kind) => groups[kind] as (typeof groups)[number])
  const [looks, work] = [ofRole('look'), ofRole('work')]

  const drawOf = (
    { kind, actions: some }: (typeof groups)[number],
    turn: number,
    state: S,
    take: Take<S, A>,
  ): boolean => some.length > 0 && attempt(kind, state, some, turn % some.length, take)

  const drawOneOf = (of: typeof groups, state: S, take: Take<S, A>): boolean =>
    of.length > 0 && drawOf(of[chance.below(of.length)] as (typeof groups)[number], chance.below(TURNS), state, take)

  return (state, take) => {
    if (chance.below(swarm.lookEvery) === 0 && drawOneOf(looks, state, take)) return true
    if (chance.below(swarm.harmEvery) === 0 && drawOneOf(harms, state, take)) return true
    if (goOn(state, take)) return true
    if (
      swarm.isPatient &&
      (drawOneOf(looks, state, take) || work.some((group) => drawOf(group, chance.below(TURNS), state, take)))
    )
      return true
    return harms.some((group) => drawOf(group, chance.below(TURNS), state, take))
  }
}

/** As a swarm draws: `gated`, and routine actions by rank. */
export const drawing = <S extends object, A>(machine: Machine<S, A>, swarm: Swarm, chance: Rng): Draw<S, A> =>
  gated(machine, swarm, chance, byRank(machine, swarm, chance))

/**
 * Routine actions are taken by rank: from the highest rank with an enabled action, the first one from a random position
 * on. Sometimes a rank is skipped, and sometimes two actions exchange ranks.
 */
export const byRank = <S extends object, A>(
  { actions, attempt, occasions }: Machine<S, A>,
  swarm: Swarm,
  chance: Rng,
): GoOn<S, A> => {
  const needsOf = (kind: number): Bits => occasions?.needed[kind] ?? ANY
  const ranks = ranked(actions, swarm, needsOf)
  const isWork = ({ kind }: Group<A>): boolean => actions.kinds[kind]?.role === 'work'
  const drawRank = (rank: readonly Group<A>[], turn: number, has: Bits, state: S, take: Take<S, A>): boolean => {
    for (let tried = 0, at = rank.length === 0 ? 0 : turn % rank.length; tried < rank.length; tried++, at++) {
      const group = rank[at < rank.length ? at : at - rank.length] as Group<A>
      if (swarm.workEvery > 1 && isWork(group) && chance.below(swarm.workEvery) > 0) continue
      if (intersect(group.needs, has) === none) continue
      if (attempt(group.kind, state, group.actions, turn % group.actions.length, take)) return true
    }
    return false
  }

  return (state, take) => {
    if (chance.below(swarm.swapEvery) === 0) swapTwo(ranks, chance)
    const passed = chance.below(swarm.passEvery) === 0 ? chance.below(ranks.length) : -1
    const turn = chance.below(TURNS)
    const has = occasions?.of(state) ?? ANY
    for (let rank = 0; rank < ranks.length; rank++) {
      if (rank !== passed && drawRank(ranks[rank] as Group<A>[], turn, has, state, take)) return true
    }
    return passed >= 0 && drawRank(ranks[passed] as Group<A>[], turn, has, state, take)
  }
}

/** The routine actions, by rank, then by kind. */
const ranked = <A>(
  { kinds }: Catalogue<A>,
  { ranks }: Swarm,
  needsOf: (kind: number) => Bits,
): readonly (readonly Group<A>[])[] => {
  const found: Group<A>[][] = Array.from({ length: Math.max(...ranks) + 1 }, () => [])
  let ordinal = 0
  kinds.forEach(({ actions }, kind) => {
    for (const action of actions) {
      const rank = found[ranks[ordinal++] ?? -1]
      if (rank === undefined) continue
      if (rank.at(-1)?.kind === kind) rank.at(-1)?.actions.push(action)
      else rank.push({ kind, needs: needsOf(kind), actions: [action] })
    }
  })
  return found
}

/** Two actions of one kind change ranks, if the draw is of two that have a kind in common. */
const swapTwo = <A>(ranks: readonly (readonly Group<A>[])[], chance: Rng): void => {
  const rank = ranks[chance.below(ranks.length)] ?? []
  const one = rank[rank.length === 0 ? 0 : chance.below(rank.length)]
  const other = ranks[chance.below(ranks.length)]?.find(({ kind }) => kind === one?.kind)
  if (one === undefined || other === undefined || one === other) return
  const [at, there] = [chance.below(one.actions.length), chance.below(other.actions.length)]
  const moved = one.actions[at] as A
  one.actions[at] = other.actions[there] as A
  other.actions[there] = moved
}
