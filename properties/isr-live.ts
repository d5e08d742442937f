import { members, size } from '../kit/bits'
import { NONE } from '../kit/schema'
import { isDirectoryOnline } from '../model/coordinator/kraft/directories'
import { brokerRegistrationOf, registrationOf } from '../model/coordinator/kraft/image'
import { always, type PropertyOf } from './scope'
import { named, setOf } from './words'

/**
 * S16: no member of the agreed ISR is fenced or in controlled shutdown (KIP-841), nor is its log directory known to be offline (KIP-858).
 * Without eligible leader replicas the last member stays, and then there is no leader. Holds in any run, with KRaft; Kafka promises it
 * since 3.3, and of directories since 3.7.
 */
export const isrLive: PropertyOf = (judged) => {
  const { kraft } = judged.bounds
  if (kraft === undefined) return undefined
  return always(judged, 'S16 ISR live', ({ cluster }, partition = 0) => {
    const { leader, isr } = registrationOf(cluster, partition)
    if (leader === NONE && size(isr) === 1 && !kraft.elr) return undefined
    for (const id of members(isr)) {
      const { isFenced, inControlledShutdown } = brokerRegistrationOf(cluster, id)
      if (isFenced || inControlledShutdown)
        return `${named(id)} is ${isFenced ? 'fenced' : 'in controlled shutdown'}, and the ISR is ${setOf(isr)}`
      if (!isDirectoryOnline(cluster, id, partition))
        return `the controller takes the log directory of ${named(id)} for offline, and the ISR is ${setOf(isr)}`
    }
    return undefined
  })
}
