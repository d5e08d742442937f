import { members } from '../../kit/bits'
import { peerName } from '../../kit/difference'
import { brokerOf } from '../../model/cluster'
import { hasFailedDirectory } from '../../model/coordinator/kraft/directories'
import { alterPartitionOf, brokerRegistrationOf, kraftOf, memberOf } from '../../model/coordinator/kraft/image'
import type { Cluster } from '../../model/state'
import type { BrokerId, PartitionId } from '../../model/values'
import { setOf } from '../../properties/words'

/**
 * What a cell says of a broker with KRaft: how the controller has registered it, its AlterPartition, and how far behind it is
 * in the metadata log. Nothing with ZooKeeper.
 */
export const kraftWords = (cluster: Cluster, id: BrokerId, partition: PartitionId): readonly string[] => {
  const broker = brokerOf(cluster, id)
  if (broker.kraft.length === 0) return []
  const { isFenced, inControlledShutdown } = brokerRegistrationOf(cluster, id)
  const registered = [...directoryWords(cluster, id), ...(isFenced ? ['⊘'] : inControlledShutdown ? ['⊝'] : [])]
  if (!broker.isUp) return registered
  return [...registered, ...requestWords(cluster, id, partition), ...lagWords(cluster, id)]
}

const directoryWords = (cluster: Cluster, id: BrokerId): readonly string[] =>
  hasFailedDirectory(brokerOf(cluster, id)) ? ['⊠'] : []

/** The ISR that a leader still waits for stands in its cell already. */
const requestWords = (cluster: Cluster, id: BrokerId, partition: PartitionId): readonly string[] => {
  const { stage, isAwaited, isr } = alterPartitionOf(brokerOf(cluster, id), partition)
  if (stage === 'answer') return ['⇠']
  return stage === 'request' && !isAwaited ? [`⇢${setOf(isr)}`] : []
}

const lagWords = (cluster: Cluster, id: BrokerId): readonly string[] => {
  const behind = metadataLagOf(cluster, id)
  if (behind === undefined) return ['∆?']
  return behind === 0 ? [] : [`∆${behind}`]
}

/**
 * How many changes of the metadata log a running broker has not replayed, as far as they are told apart; undefined: it has
 * replayed nothing since it started.
 */
const metadataLagOf = (cluster: Cluster, id: BrokerId): number | undefined => {
  const { view, hasPublished } = memberOf(brokerOf(cluster, id))
  return hasPublished ? kraftOf(cluster).images.length - 1 - view : undefined
}

/** What a page says of the same, in words. */
export const kraftMarks = (cluster: Cluster, id: BrokerId, partition: PartitionId): readonly string[] => {
  const broker = brokerOf(cluster, id)
  if (broker.kraft.length === 0) return []
  const { isFenced, inControlledShutdown } = brokerRegistrationOf(cluster, id)
  const registered = [
    ...(hasFailedDirectory(broker) ? ['log directory failed'] : []),
    ...(isFenced ? ['fenced'] : inControlledShutdown ? ['in controlled shutdown'] : []),
  ]
  if (!broker.isUp) return registered
  const behind = metadataLagOf(cluster, id)
  const { stage, isAwaited, isr } = alterPartitionOf(broker, partition)
  return [
    ...registered,
    ...(stage === 'request' && !isAwaited ? [`ISR {${members(isr).map(peerName).join(' ')}} given up`] : []),
    ...(behind === undefined ? ['no metadata replayed'] : behind > 0 ? [`${behind} behind in the metadata log`] : []),
  ]
}
