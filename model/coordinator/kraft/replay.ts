/**
 * A broker replays the metadata log: BrokerMetadataPublisher.onMetadataUpdate, ReplicaManager.applyDelta (4.3.1).
 *
 * MetadataLoader hands over all that it has read as one delta, so a broker sees what stands after several changes, and not what
 * stood in between. Whether a partition has changed is told by its partition epoch (TopicDelta.localChanges).
 */
import { firstOf, has, remove, setOf } from '../../../kit/bits'
import { refuse } from '../../../kit/refused'
import type { Rule } from '../../../kit/rules'
import { NONE } from '../../../kit/schema'
import type { ActionOf } from '../../actions'
import { brokerOf, emptyDisk, leads, replaced, standstill, withoutMemory } from '../../cluster'
import type { Config } from '../../config'
import { answeredUncounted } from '../../broker/serving'
import { becomeFollower } from '../../replica/follower'
import { adoptIsr } from '../../replica/isr'
import { becomeLeader } from '../../replica/leader'
import type { Broker, Cluster, Replica } from '../../state'
import type { BrokerId, Brokers, PartitionId } from '../../values'
import type { Told } from '../state'
import { beforeApplying, hasFailedDirectory } from './directories'
import { alterPartitionOf, kraftOf, memberOf, withAlterPartition, withMember } from './image'
import { NOT_FETCHED, type MetadataImage, type PartitionRegistration } from './state'

const refused = {
  cutOff: refuse('cannot reach the controllers'),
  ahead: refuse('has replayed metadata that is lost, and halts'),
  locked: refuse('is about to propose another ISR, with the partition locked'),
  unregistered: refuse('waits until it has registered and caught up'),
  nothingNew: refuse('has replayed that much of the metadata log'),
  noSuchPlace: refuse('can no longer stop so far behind the end of the metadata log'),
}

/** `behind` changes are left for later. */
export const replayMetadata =
  (config: Config): Rule<Cluster, ActionOf<'ReplayMetadata'>> =>
  (cluster, { broker: id, behind }) => {
    const broker = brokerOf(cluster, id)
    const still = standstill(broker)
    if (still !== undefined) return still
    if (broker.isCutOff) return refused.cutOff
    if (broker.replicas.some(({ leadership }) => leadership.joining !== 0)) return refused.locked
    const { view, hasPublished, isAhead, brokerEpoch } = memberOf(broker)
    if (isAhead) return refused.ahead
    const { images } = kraftOf(cluster)
    const place = images.length - 1 - behind
    const image = images[place]
    if (image === undefined) return refused.noSuchPlace
    if (place < view || (place === view && hasPublished)) return refused.nothingNew
    const isCaughtUp = image.brokers[id]?.epoch === brokerEpoch
    if (!isCaughtUp && !config.decide.publishesUnregistered()) return refused.unregistered
    const seen = hasPublished ? images[view] : undefined
    const present = beforeApplying(config, cluster, id, seen, image)
    const published = hasFailedDirectory(present) ? present : publish(config, present, id, seen, image, cluster.now)
    const replayed = withMember(published, { view: place, hasPublished: true })
    return withoutUncounted(config, { ...cluster, brokers: replaced(cluster.brokers, id, replayed) }, broker, id)
  }

/** The broker after the change from one image to another; undefined: it had none. */
const publish = (
  config: Config,
  broker: Broker,
  self: BrokerId,
  before: MetadataImage | undefined,
  { partitions }: MetadataImage,
  now: number,
): Broker =>
  partitions.reduce((present, registration, partition) => {
    if (before?.partitions[partition]?.partitionEpoch === registration.partitionEpoch) return present
    const replica = present.replicas[partition] as Replica
    const isGone =
      !isReplica(registration, self) && (before === undefined || isReplica(before.partitions[partition], self))
    if (!isReplica(registration, self) && !isGone) return present
    const applied = isGone
      ? deleted(config, replica, now)
      : applyTo(config, replica, registration, self, broker.isStopping)
    if (applied === undefined) return present
    const changed = { ...present, replicas: replaced(present.replicas, partition, applied) }
    return withoutAwaited(changed, partition)
  }, broker)

/**
 * Partition.updateAssignmentAndIsr (4.3.1): a broker that leads no more has dropped what it kept of its followers, and a leader what it kept
 * of one that is no replica any more. What it has read for them and not counted is answered, and never counted.
 */
const withoutUncounted = (config: Config, cluster: Cluster, before: Broker, id: BrokerId): Cluster => {
  if (config.decide.countsReadOfEarlierLeadership()) return cluster
  const after = brokerOf(cluster, id)
  return before.replicas.reduce((present, replica, partition) => {
    if (!leads(replica, id)) return present
    const now = after.replicas[partition] as Replica
    const dropped = leads(now, id) ? now.leadership.unassigned : firstOf(config.bounds.brokers)
    return answeredUncounted(config, present, id, partition, dropped)
  }, cluster)
}

/**
 * ReplicaManager.stopPartitions, LogManager.asyncDelete (4.3.1): the log is gone. Its line in replication-offset-checkpoint is there until the
 * file is written the next time.
 */
const deleted = ({ bounds }: Config, { disk }: Replica, now: number): Replica =>
  withoutMemory({ ...emptyDisk(bounds, now), highWatermark: disk.highWatermark }, bounds)

/** TopicDelta.localChanges (4.3.1): a broker that is no replica any more deletes its log. One that never was has none. */
export const isReplica = (registration: PartitionRegistration | undefined, self: BrokerId): boolean => {
  const assigned = registration?.assignment[0]
  return assigned === undefined || assigned.replicas.includes(self)
}

/** Whatever was proposed is replaced by what was told. */
const withoutAwaited = (broker: Broker, partition: PartitionId): Broker => {
  const one = alterPartitionOf(broker, partition)
  return one.isAwaited ? withAlterPartition(broker, partition, { ...one, isAwaited: false }) : broker
}

/** The replica once it has heard of the partition; undefined: it knows better (Partition.makeLeader, makeFollower). */
const applyTo = (
  config: Config,
  replica: Replica,
  registration: PartitionRegistration,
  self: BrokerId,
  isStopping: boolean,
): Replica | undefined => {
  const leader = leads(replica, self)
  if (leader && !config.decide.acceptsPartitionEpoch(replica.leadership.partitionEpoch, registration.partitionEpoch))
    return undefined
  return registration.leader === self
    ? makeLeader(config, replica, registration, self)
    : makeFollower(config, replica, registration, isStopping && !isInIsr(registration, self))
}

const isInIsr = ({ leader, isr }: PartitionRegistration, self: BrokerId): boolean => leader !== NONE && has(isr, self)

const told = (brokers: number, registration: PartitionRegistration): Told => {
  const { leader, leaderEpoch, isr } = registration
  return { leader, leaderEpoch, isr, unassigned: unassignedIn(brokers, registration), zkVersionIsCurrent: false }
}

/** The brokers without a replica; none where replicas do not move. */
const unassignedIn = (brokers: number, { assignment: [assigned] }: PartitionRegistration): Brokers =>
  assigned === undefined ? 0 : firstOf(brokers) & ~setOf(assigned.replicas)

/** Partition.makeLeader (4.3.1). What it knows of its followers it keeps where it led already, whatever came in between. */
const makeLeader = (config: Config, replica: Replica, registration: PartitionRegistration, self: BrokerId): Replica => {
  const { isr, leaderEpoch, partitionEpoch } = registration
  const { leadership } = replica
  const news = told(config.bounds.brokers, registration)
  if (leaderEpoch > replica.leaderEpoch) {
    const isKept = (id: BrokerId): boolean => leads(replica, self) && !has(news.unassigned, id)
    const remoteBrokerEpochs = Array.from({ length: config.bounds.brokers }, (_, id) =>
      isKept(id) ? (leadership.remoteBrokerEpochs[id] ?? NOT_FETCHED) : NOT_FETCHED,
    )
    const led = becomeLeader(config, replica, news, self)
    return { ...led, leadership: { ...led.leadership, partitionEpoch, remoteBrokerEpochs } }
  }
  const present = withAssignment(begunAgain(config, replica, isr, self), news.unassigned)
  return adoptIsr(config, { ...present, leadership: { ...present.leadership, pendingIsr: isr, partitionEpoch } }, self)
}

/** Up to 3.2 a leader notes where its epoch begins whenever it hears of the partition (kafka-13790.ts). */
const begunAgain = ({ decide, bounds }: Config, replica: Replica, isr: Brokers, self: BrokerId): Replica => {
  if (!decide.beginsEpochAgain()) return replica
  const startOffset = decide.leaderEpochStartOffset(replica.disk)
  const caughtUp = bounds.lagClock ? remove(isr, self) : 0
  return { ...replica, leadership: { ...replica.leadership, startOffset, caughtUp } }
}

/** Partition.updateAssignmentAndIsr (4.3.1): what it knew of a broker that is no replica any more is gone. */
const withAssignment = (replica: Replica, unassigned: Brokers): Replica => {
  const { leadership } = replica
  if (leadership.unassigned === unassigned) return replica
  const remoteLogEnds = leadership.remoteLogEnds.map((end, id) => (has(unassigned, id) ? NONE : end))
  const remoteBrokerEpochs = leadership.remoteBrokerEpochs.map((epoch, id) =>
    has(unassigned, id) ? NOT_FETCHED : epoch,
  )
  const caughtUp = leadership.caughtUp & ~unassigned
  return { ...replica, leadership: { ...leadership, unassigned, remoteLogEnds, remoteBrokerEpochs, caughtUp } }
}

/** Partition.makeFollower, ReplicaManager.applyLocalFollowersDelta (4.3.1). In the same leader epoch it goes on fetching. */
const makeFollower = (
  config: Config,
  replica: Replica,
  registration: PartitionRegistration,
  stops: boolean,
): Replica => {
  if (registration.leaderEpoch > replica.leaderEpoch)
    return becomeFollower(
      config,
      replica,
      told(config.bounds.brokers, registration),
      stops || registration.leader === NONE,
    )
  return stops && replica.fetcher !== 'none' ? { ...replica, fetcher: 'none' } : replica
}
