import { has, members, only, remove, setOf } from '../kit/bits'
import { NONE } from '../kit/schema'
import { brokerOf, leads, reaches, replicaOf } from '../model/cluster'
import type { Config } from '../model/config'
import { assignmentsOf, liveBrokers, replicasOf, stateOf } from '../model/coordinator/coordinator'
import { hasFailedDirectory, isUntold } from '../model/coordinator/kraft/directories'
import { kraftOf, memberOf, registrationOf } from '../model/coordinator/kraft/image'
import { logEnd } from '../model/replica/disk'
import { nextFetch } from '../model/replica/divergence'
import { readError } from '../model/replica/fetch-errors'
import { maximalIsr } from '../model/replica/isr'
import type { Broker, Cluster } from '../model/state'
import type { BrokerId, Brokers, PartitionId } from '../model/values'
import { named, setOf as inBraces } from './words'

/**
 * What a partition still lacks, in one sentence; undefined: it has settled, and would replicate the next record.
 *
 * Everything that is broken comes first, then the leader, each follower, the ISR, and the records: in the order of cause and effect.
 */
export const lacking = (config: Config, cluster: Cluster, partition: PartitionId): string | undefined =>
  brokenIn(cluster) ??
  leaderLacks(cluster, partition) ??
  reassignmentLacks(config, cluster, partition) ??
  followersLack(config, cluster, partition) ??
  isrLacks(cluster, partition) ??
  recordsLack(cluster, partition)

/** Some broker or link that is not as it should be, or a request under way that may still change something. */
const brokenIn = (cluster: Cluster): string | undefined => {
  const [old] = cluster.old
  if (old !== undefined) return `the old process of ${named(old.id)} still runs`
  for (const [id, broker] of cluster.brokers.entries()) {
    const wrong = brokenAt(cluster, id, broker)
    if (wrong !== undefined) return `${named(id)} ${wrong}`
  }
  return undefined
}

const brokenAt = (cluster: Cluster, id: BrokerId, broker: Broker): string | undefined => {
  if (!broker.isUp) return 'is not running'
  if (broker.isPaused) return 'is paused'
  if (broker.isCutOff) return `is cut off from ${hasKraft(cluster) ? 'the controllers' : 'ZooKeeper'}`
  if (broker.isOutOfReach) return 'is out of reach of the controller'
  if (broker.unreachable !== 0) return `does not reach the brokers ${inBraces(broker.unreachable)}`
  if (broker.requests.length > 0) return 'has a LeaderAndIsr to handle'
  if (broker.late.length > 0) return 'has a late StopReplica to handle'
  if (hasFailedDirectory(broker)) return 'has a failed log directory'
  if (!has(liveBrokers(cluster), id)) return 'is not alive for the controller'
  if (!hasKraft(cluster)) return undefined
  if (isUntold(cluster, id)) return 'has not told the controller which log directory has failed'
  return toHearOfIn(cluster, broker)
}

const hasKraft = ({ coordinator }: Cluster): boolean => coordinator.kraft.length > 0

/** With KRaft: what a broker has not heard yet. */
const toHearOfIn = (cluster: Cluster, broker: Broker): string | undefined => {
  const { view, hasPublished, alterPartitions } = memberOf(broker)
  if (!hasPublished || view < kraftOf(cluster).images.length - 1) return 'has not replayed all of the metadata'
  return alterPartitions.some(({ stage }) => stage !== 'idle') ? 'has an AlterPartition under way' : undefined
}

const leaderLacks = (cluster: Cluster, partition: PartitionId): string | undefined => {
  const { leader } = stateOf(cluster, partition)
  if (leader === NONE) return 'the partition has no leader'
  return leads(replicaOf(cluster, leader, partition), leader)
    ? undefined
    : `${named(leader)} is the leader, and does not know it`
}

const reassignmentLacks = (config: Config, cluster: Cluster, partition: PartitionId): string | undefined => {
  if (hasKraft(cluster)) return assignmentLacks(config, cluster, partition)
  return (assignmentsOf(cluster)[partition]?.target ?? []).length > 0 ? IN_PROGRESS : undefined
}

const IN_PROGRESS = 'a reassignment is in progress'

/** With KRaft: it has not ended, or other replicas were asked for last. */
const assignmentLacks = ({ bounds }: Config, cluster: Cluster, partition: PartitionId): string | undefined => {
  const [assignment] = registrationOf(cluster, partition).assignment
  if (assignment === undefined) return undefined
  if ((assignment.adding | assignment.removing) !== 0) return IN_PROGRESS
  const asked = setOf(bounds.reassign?.moves[kraftOf(cluster).asked - 1] ?? [])
  const replicas = replicasOf(cluster, partition)
  return asked === 0 || asked === replicas
    ? undefined
    : `the replicas are ${inBraces(replicas)}, and ${inBraces(asked)} were asked for`
}

const isrLacks = (cluster: Cluster, partition: PartitionId): string | undefined => {
  const { leader, isr } = stateOf(cluster, partition)
  const { isr: own, pendingIsr, zkVersionIsCurrent } = replicaOf(cluster, leader, partition).leadership
  const [outside] = members(replicasOf(cluster, partition) & ~isr)
  if (outside !== undefined) return `${named(outside)} is not in the ISR`
  if (pendingIsr !== 0) return `${named(leader)} waits for the answer about an ISR`
  if (own !== isr)
    return `${named(leader)} counts on the ISR ${inBraces(own)}, and ${hasKraft(cluster) ? 'the controller' : 'ZooKeeper'} has ${inBraces(isr)}`
  return zkVersionIsCurrent || hasKraft(cluster)
    ? undefined
    : `${named(leader)} cannot change the ISR: its cached zkVersion is old`
}

/** The leader has uncommitted records, or a producer that waits. */
const recordsLack = (cluster: Cluster, partition: PartitionId): string | undefined => {
  const { leader } = stateOf(cluster, partition)
  const { highWatermark, disk, leadership } = replicaOf(cluster, leader, partition)
  const end = logEnd(disk)
  if (highWatermark < end)
    return `the high watermark of ${named(leader)} is ${highWatermark}, and its log ends at ${end}`
  return leadership.purgatory.length > 0 ? `a producer waits for an answer of ${named(leader)}` : undefined
}

const followersLack = (config: Config, cluster: Cluster, partition: PartitionId): string | undefined => {
  const { leader } = stateOf(cluster, partition)
  for (const id of members(remove(replicasOf(cluster, partition), leader))) {
    const wrong = followerLacks(config, cluster, partition, id)
    if (wrong !== undefined) return `${named(id)} ${wrong}`
  }
  return undefined
}

const followerLacks = (config: Config, cluster: Cluster, partition: PartitionId, id: BrokerId): string | undefined => {
  const { leader } = stateOf(cluster, partition)
  const [ahead, behind] = [replicaOf(cluster, leader, partition), replicaOf(cluster, id, partition)]
  if (behind.leader !== leader) return `does not follow ${named(leader)}`
  if (behind.fetcher === 'none') return 'has stopped fetching'
  if (behind.fetcher !== 'fetching') return 'has not finished truncating'
  if (logEnd(behind.disk) !== logEnd(ahead.disk)) return `has not the log of ${named(leader)}`
  if (behind.highWatermark !== ahead.highWatermark) return `does not know the high watermark of ${named(leader)}`
  const error = readError(config, ahead, nextFetch(config, behind))
  if (error === 'outOfRange')
    return `would be refused its next fetch: ${named(leader)} does not know where its last epoch ends`
  return error === 'none'
    ? undefined
    : `would be refused its next fetch: its leader epoch is not that of ${named(leader)}`
}

/**
 * What a partition lacks where nothing that is down comes back: a leader, although one may be elected, or the answers of
 * producers. Undefined: nothing, or nobody may lead.
 */
export const lackingWithTheRest = (config: Config, cluster: Cluster, partition: PartitionId): string | undefined => {
  const { leader, isr } = stateOf(cluster, partition)
  const candidates = config.decide.mayElectUnclean(config.settings)
    ? replicasOf(cluster, partition)
    : isr | eligibleOutside(cluster, partition)
  if (!members(candidates).some((id) => mayServe(brokerOf(cluster, id)))) return undefined
  if (leader !== NONE && !brokerOf(cluster, leader).isUp) return `${named(leader)} is down, and nobody leads instead`
  return leaderLacks(cluster, partition) ?? recordsLack(cluster, partition)
}

const mayServe = (broker: Broker): boolean => broker.isUp && !hasFailedDirectory(broker)

/** With KRaft: the eligible leader replicas, and where there are none, the last known leader (KIP-966). */
const eligibleOutside = (cluster: Cluster, partition: PartitionId): Brokers => {
  if (!hasKraft(cluster)) return 0
  const { isr, elr, lastKnownLeader } = registrationOf(cluster, partition)
  return isr === 0 && elr === 0 && lastKnownLeader !== NONE ? only(lastKnownLeader) : elr
}

/**
 * A leader waits for a follower that does not fetch, and that Kafka would drop from the ISR, but no ISR shrink is left within
 * the bounds.
 */
export const isHeldBackByShrinks = ({ bounds }: Config, cluster: Cluster, partition: PartitionId): boolean => {
  const { leader } = stateOf(cluster, partition)
  if (leader === NONE || cluster.spent['isr-shrink'] < bounds.faults['isr-shrink']) return false
  const { leadership, disk } = replicaOf(cluster, leader, partition)
  const isBehind = (id: BrokerId): boolean => (leadership.remoteLogEnds[id] as number) < logEnd(disk)
  return members(remove(maximalIsr(leadership), leader)).some(
    (id) => isBehind(id) && !fetchesFrom(cluster, partition, id, leader),
  )
}

const fetchesFrom = (cluster: Cluster, partition: PartitionId, follower: BrokerId, leader: BrokerId): boolean =>
  brokerOf(cluster, follower).isUp &&
  reaches(cluster, follower, leader) &&
  reaches(cluster, leader, follower) &&
  replicaOf(cluster, follower, partition).fetcher !== 'none'
