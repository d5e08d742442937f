import { has, members } from '../kit/bits'
import { replicasOf, stateOf } from '../model/coordinator/coordinator'
import { activeLeader, takesPartWith } from './active'
import { isRoutine } from './healing'
import { converges } from './liveness'
import type { PropertyOf } from './scope'
import { named } from './words'

/**
 * L5: Every active replica comes into the ISR, and stays there, if the leader is active and packets get from one to the other and
 * back. Nothing comes back, and nobody is dropped. Holds in any run in which no LeaderAndIsr was lost.
 */
export const activeInIsr: PropertyOf = (judged) =>
  converges(judged, 'L5 active replicas are in the ISR', {
    needsEpochs: true,
    heals: isRoutine,
    stays: true,
    lacks(_, cluster, partition) {
      const leader = activeLeader(cluster, partition)
      if (leader === undefined) return undefined
      const { isr } = stateOf(cluster, partition)
      const outside = members(replicasOf(cluster, partition)).find(
        (id) => !has(isr, id) && takesPartWith(cluster, leader, id),
      )
      return outside === undefined ? undefined : `${named(outside)} is active, and is not in the ISR`
    },
    isLeftOut: (_, { spent }) => spent['lost-request'] > 0,
  })
