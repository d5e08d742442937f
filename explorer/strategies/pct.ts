import type { GoOn } from '../draw'
import type { Machine } from '../../contract/machine'
import type { Rng } from '../rng'
import { routineOf, type Enabled } from './routine'

/** One in this many steps is a change of priorities: six in a walk of usual length. */
const CHANGE_EVERY = 20

/**
 * PCT (Burckhardt and others, A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, 2010): every peer has a
 * priority, and the peer with the highest one that can do something does it. At random steps the peer that would go on gets
 * the lowest. What names no peer is a peer of its own.
 *
 * The paper has a fixed number of changes in a program that ends. Peers here can go on for ever, so changes have a rate.
 */
export const byPeers = <S extends object, A>(machine: Machine<S, A>, chance: Rng): GoOn<S, A> => {
  const { actions, enabledIn } = routineOf(machine)
  const peers = actions.map((action) => machine.actions.peersOf(action)[0] ?? -1)
  const order = shuffled([...new Set(peers)], chance)
  const highest = (enabled: readonly Enabled<S>[]): number | undefined =>
    order.find((peer) => enabled.some(({ index }) => peers[index] === peer))
  return (state, take) => {
    const enabled = enabledIn(state)
    const first = highest(enabled)
    if (first !== undefined && chance.below(CHANGE_EVERY) === 0) order.push(...order.splice(order.indexOf(first), 1))
    const peer = highest(enabled)
    const some = enabled.filter(({ index }) => peers[index] === peer)
    const one = some.length === 0 ? undefined : some[chance.below(some.length)]
    if (one === undefined) return false
    take(actions[one.index] as A, one.next)
    return true
  }
}

const shuffled = (peers: number[], chance: Rng): number[] => {
  for (let last = peers.length - 1; last > 0; last--) {
    const other = chance.below(last + 1)
    const [one, moved] = [peers[last] as number, peers[other] as number]
    peers[last] = moved
    peers[other] = one
  }
  return peers
}
