import type { Machine } from '../../contract/machine'
import { byRank, drawing, gated, type Draw } from '../draw'
import type { Rng } from '../rng'
import { drawSwarm, type Pace } from '../swarm'
import { towardsNew, type Seen } from './novelty'
import { byPeers } from './pct'
import { byEvents } from './pos'
import { uniformly } from './uniform'
import { remembers, type Strategy } from './names'

/** The number of returns to each moment. */
export const returnsBy = (strategy: Strategy, { returns }: Pace): number => (strategy.endsWith('returns') ? returns : 0)

/** A way of drawing for one walk. `seen`: what earlier walks reached, for those who ask. */
export const drawingBy = <S extends object, A>(
  strategy: Strategy,
  machine: Machine<S, A>,
  { chance, pace, seen }: { readonly chance: Rng; readonly pace: Pace; readonly seen?: Seen<S> },
): Draw<S, A> => {
  if (strategy === 'uniform') return uniformly(machine, chance)
  const swarm = drawSwarm(machine.actions, chance, pace)
  if (strategy.startsWith('pct')) return gated(machine, swarm, chance, byPeers(machine, chance))
  if (strategy.startsWith('pos')) return gated(machine, swarm, chance, byEvents(machine, chance))
  if (remembers(strategy) && seen !== undefined)
    return gated(machine, swarm, chance, towardsNew(byRank(machine, swarm, chance), seen))
  return drawing(machine, swarm, chance)
}
