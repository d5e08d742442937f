import { members } from '../kit/bits'
import { onDemand } from '../kit/on-demand'
import { brokerOf } from '../model/cluster'
import { stateOf } from '../model/coordinator/coordinator'
import { alterPartitionOf, brokerRegistrationOf } from '../model/coordinator/kraft/image'
import { worldParts } from './footprints/world'
import { onEveryStep, type PropertyOf } from './scope'
import { named } from './words'

/**
 * S16': a replica joins the ISR for what its present process has fetched (KIP-903): where the leader knows the broker epoch of the
 * fetches that it counts, it is that of the registration. Holds in any run, with KRaft; Kafka promises it since 3.5.
 *
 * No member stays in the ISR under a later registration: up to 3.9 a broker is fenced before it can register, and since 4.0 registration
 * takes it out. The last member may stay, without a leader.
 */
export const isrPresent: PropertyOf = (judged) => {
  if (judged.bounds.kraft === undefined) return undefined
  const parts = onDemand(() => worldParts(judged.bounds))
  return onEveryStep(judged, "S16' ISR of present processes", {
    check({ cluster: before }, action, { cluster }, partition = 0) {
      if (action.type !== 'HandleAlterPartition' && action.type !== 'LoseAlterPartition') return undefined
      const joined = stateOf(cluster, partition).isr & ~stateOf(before, partition).isr
      const { counted } = alterPartitionOf(brokerOf(before, action.leader), partition)
      for (const id of members(joined)) {
        const [known = -1, { epoch }] = [counted[id], brokerRegistrationOf(before, id)]
        if (known >= 0 && known !== epoch)
          return `${named(id)} joined the ISR for what its process of broker epoch ${known} had, and is registered under ${epoch}`
      }
      return undefined
    },
    sees: () => parts().told,
  })
}
