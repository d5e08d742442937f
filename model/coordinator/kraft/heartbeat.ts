/** One heartbeat that changes two things at once. */
import { isRefused } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import type { ActionOf } from '../../actions'
import { brokerOf } from '../../cluster'
import type { Config } from '../../config'
import type { Cluster } from '../../state'
import type { BrokerId, DirectoryId } from '../../values'
import { noEpochs, unfenced, whyStillFenced, withLeaderAtUnfencing } from './controller'
import { firstOnlineOf } from './directories'
import { whyNothingToHear, withoutReplicasBelow } from './directory-reports'
import { kraftOf, newest, withKraft, withRegistration } from './image'
import type { LogDirectory, PartitionRegistration } from './state'

/**
 * A heartbeat of a fenced broker that wants to be unfenced, and names directories that have failed: ReplicationControlManager.processBrokerHeartbeat
 * (4.3.1). Both changes are made from the registrations before it: no record of the first has been replayed when the second is made.
 */
export const unfenceWithDirectoriesOffline =
  (config: Config): Rule<Cluster, ActionOf<'UnfenceWithDirectoriesOffline'>> =>
  (cluster, { broker: id }) => {
    const not = whyNothingToHear(config, cluster, id) ?? whyStillFenced(cluster, id)
    if (not !== undefined) return not
    const firstOnline = firstOnlineOf(brokerOf(cluster, id).directory[0] as LogDirectory)
    const asked = config.decide.electsInReportedDirectory() ? cluster : withFirstOnline(cluster, id, firstOnline)
    const elected = withLeaderAtUnfencing(config, asked, id)
    if (isRefused(elected)) return elected
    const removed = withoutReplicasBelow(config, cluster, id, firstOnline)
    if (isRefused(removed)) return removed
    const partitions = newest(cluster).partitions.map((before, at) =>
      recordedTwice(before, elected[at] as PartitionRegistration, removed[at] as PartitionRegistration),
    )
    return partitions.every(({ leaderEpoch }) => leaderEpoch < config.bounds.epochs)
      ? unfenced(cluster, id, partitions, { firstOnline })
      : noEpochs
  }

/** As though the controller had heard of it already. Nobody is told. */
const withFirstOnline = (cluster: Cluster, id: BrokerId, firstOnline: DirectoryId): Cluster => {
  const { images } = kraftOf(cluster)
  const amended = { ...newest(cluster), brokers: withRegistration(cluster, id, { firstOnline }) }
  return withKraft(cluster, { images: [...images.slice(0, -1), amended] })
}

/** PartitionRegistration.merge (4.3.1), twice: the second record has what differs from the registration before both. */
const recordedTwice = (
  before: PartitionRegistration,
  first: PartitionRegistration,
  second: PartitionRegistration,
): PartitionRegistration => {
  const differs = Object.entries(second).filter(([name, value]) => before[name as keyof typeof before] !== value)
  return {
    ...first,
    ...Object.fromEntries(differs),
    leaderEpoch: first.leaderEpoch + second.leaderEpoch - before.leaderEpoch,
    partitionEpoch: first.partitionEpoch + second.partitionEpoch - before.partitionEpoch,
  }
}

/** The controller would act on such a heartbeat, and has no leader epoch left for it within the bounds. */
export const isHeartbeatHeldBack = (config: Config): ((cluster: Cluster) => boolean) => {
  const fire = unfenceWithDirectoriesOffline(config)
  return (cluster) =>
    cluster.brokers.some((_, broker) => fire(cluster, { type: 'UnfenceWithDirectoriesOffline', broker }) === noEpochs)
}
