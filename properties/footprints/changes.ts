import { none, type Bits } from '../../kit/bits'
import { brokerOf } from '../../model/cluster'
import { assignmentsOf, memoryOf, statesOf } from '../../model/coordinator/coordinator'
import type { Broker, Cluster, Replica } from '../../model/state'
import type { BrokerId } from '../../model/values'
import type { Parts } from './parts'

/** The parts that differ: whatever is another object, or another number. A rule leaves what it does not change as it is. */
export const changedIn =
  (parts: Parts) =>
  (before: Cluster, after: Cluster): Bits => {
    let found = none
    if (statesOf(before) !== statesOf(after)) found |= parts.states
    if (memoryOf(before) !== memoryOf(after) || assignmentsOf(before) !== assignmentsOf(after))
      found |= parts.controller
    if (before.produced !== after.produced) found |= parts.produced
    if (before.spent !== after.spent || before.old !== after.old) found |= parts.spent
    if (before.now !== after.now || before.configVersion !== after.configVersion) found |= parts.spent
    if (before.brokers === after.brokers) return found
    for (let id = 0; id < after.brokers.length; id++) {
      const was = brokerOf(before, id)
      const is = brokerOf(after, id)
      if (was === is) continue
      if (was.requests !== is.requests || was.late !== is.late) found |= parts.requests(id)
      if (was.fetcherRequests !== is.fetcherRequests || was.lateFetches !== is.lateFetches)
        found |= parts.fetcherRequests(id)
      if (livesOtherwise(was, is)) found |= parts.life(id)
      if (was.replicas !== is.replicas) found |= changedInReplicas(parts, id, was, is)
    }
    return found
  }

const livesOtherwise = (was: Broker, is: Broker): boolean =>
  was.isUp !== is.isUp ||
  was.isCutOff !== is.isCutOff ||
  was.isOutOfReach !== is.isOutOfReach ||
  was.isPaused !== is.isPaused ||
  was.unreachable !== is.unreachable ||
  was.isStopping !== is.isStopping ||
  was.hasCleanMarker !== is.hasCleanMarker ||
  was.controllerEpoch !== is.controllerEpoch

const changedInReplicas = (parts: Parts, id: BrokerId, was: Broker, is: Broker): Bits =>
  is.replicas.reduce((found, replica, partition) => {
    const before = was.replicas[partition]
    return before === undefined || before === replica ? found : found | changedInReplica(parts, id, before, replica)
  }, none)

const changedInReplica = (parts: Parts, id: BrokerId, was: Replica, is: Replica): Bits => {
  let found = none
  if (was.leadership !== is.leadership) found |= parts.leadership(id)
  if (was.highWatermark !== is.highWatermark) found |= parts.highWatermark(id)
  if (was.leader !== is.leader || was.leaderEpoch !== is.leaderEpoch || was.fetcher !== is.fetcher)
    found |= parts.belief(id)
  if (was.disk === is.disk) return found
  if (was.disk.highWatermark !== is.disk.highWatermark) found |= parts.checkpoint(id)
  const { log, epochs, recoveryPoint, files } = is.disk
  const isSame =
    was.disk.log === log &&
    was.disk.epochs === epochs &&
    was.disk.recoveryPoint === recoveryPoint &&
    (was.disk.files === files || files.length === 0)
  return isSame ? found : found | parts.log(id)
}
