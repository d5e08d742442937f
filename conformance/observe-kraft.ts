/** The model's view of a cluster with KRaft: what the controller has registered, and what brokers have heard of it. */
import { members } from '../kit/bits'
import { NONE } from '../kit/schema'
import { leads } from '../model/cluster'
import { alterPartitionOf, memberOf, newest, viewOf } from '../model/coordinator/kraft/image'
import type { AlterPartition, PartitionRegistration } from '../model/coordinator/kraft/state'
import { maximalIsr } from '../model/replica/isr'
import type { Broker, Cluster, Replica } from '../model/state'
import type { BrokerId, PartitionEpoch, PartitionId } from '../model/values'
import { idOf, idsOf } from './ids'
import type { ObservedAlterPartition, ObservedController, ObservedRegistration, ObservedReplica } from './observation'

type RankOf = (epoch: PartitionEpoch) => number

/** Partition epochs that a driver sees, too, lowest first. The model may have others in images that no broker holds. */
const rankIn = (cluster: Cluster, partition: PartitionId): RankOf => {
  const seen = [newest(cluster).partitions[partition]?.partitionEpoch ?? 0]
  cluster.brokers.forEach((broker, id) => {
    if (!broker.isUp) return
    const replayed = viewOf(cluster, broker)?.partitions[partition]
    if (replayed !== undefined) seen.push(replayed.partitionEpoch)
    const replica = broker.replicas[partition] as Replica
    if (leads(replica, id)) seen.push(replica.leadership.partitionEpoch)
    const one = alterPartitionOf(broker, partition)
    if (one.stage !== 'idle' && one.error === 'none') seen.push(one.partitionEpoch)
  })
  return (epoch) => new Set(seen.filter((other) => other < epoch)).size
}

/** Its brokers are coordinated by KRaft. */
export const isOfKraft = ({ brokers }: Cluster): boolean => brokers.some(({ kraft }) => kraft.length > 0)

/** What the controller knows; undefined with ZooKeeper. */
export const observedController = (cluster: Cluster): ObservedController | undefined => {
  if (!isOfKraft(cluster)) return undefined
  const { partitions, brokers } = newest(cluster)
  return {
    partitions: partitions.map((one, partition) => registered(one, rankIn(cluster, partition))),
    brokers: brokers.map(({ epoch, isFenced, inControlledShutdown, firstOnline }, id) => ({
      ...{ id: idOf(id), brokerEpoch: epoch, isFenced, inControlledShutdown, firstOnlineDirectory: firstOnline },
    })),
  }
}

const registered = (
  {
    leader,
    leaderEpoch,
    isr,
    partitionEpoch,
    elr,
    lastKnownLeader,
    isRecovering,
    assignment,
    directories,
  }: PartitionRegistration,
  rankOf: RankOf,
): ObservedRegistration => ({
  ...{ leader: idOf(leader), leaderEpoch, isr: idsOf(isr), partitionEpoch: rankOf(partitionEpoch), elr: idsOf(elr) },
  ...{ lastKnownLeader: idOf(lastKnownLeader), isRecovering },
  ...observedAssignment(assignment),
  ...(directories.length > 0 && { directories }),
})

const observedAssignment = ([one]: PartitionRegistration['assignment']): Partial<ObservedRegistration> =>
  one === undefined
    ? {}
    : { replicas: one.replicas.map(idOf), adding: idsOf(one.adding), removing: idsOf(one.removing) }

/** What a process shows of itself to the controller. */
export const observedMember = (broker: Broker): { readonly brokerEpoch?: number } =>
  broker.kraft.length === 0 || !broker.isUp ? {} : { brokerEpoch: memberOf(broker).brokerEpoch }

/** What a broker that runs has heard and asked about a partition; nothing with ZooKeeper. */
export const observedHearing = (cluster: Cluster, id: BrokerId, partition: PartitionId): ObservedReplica => {
  const broker = cluster.brokers[id] as Broker
  if (broker.kraft.length === 0 || !broker.isUp) return {}
  const rankOf = rankIn(cluster, partition)
  const replica = broker.replicas[partition] as Replica
  const image = viewOf(cluster, broker)?.partitions[partition]
  return {
    replayed: image === undefined ? null : registered(image, rankOf),
    alterPartition: observedAlterPartition(alterPartitionOf(broker, partition), rankOf),
    ...(leads(replica, id) && ofLeader(replica, id, rankOf)),
  }
}

const ofLeader = ({ leadership }: Replica, self: BrokerId, rankOf: RankOf): ObservedReplica => ({
  maximalIsr: idsOf(maximalIsr(leadership)),
  isrIsPending: leadership.pendingIsr !== 0,
  caughtUp: idsOf(leadership.caughtUp),
  partitionEpoch: rankOf(leadership.partitionEpoch),
  remoteBrokerEpochs: leadership.remoteBrokerEpochs.flatMap((brokerEpoch, broker) =>
    broker === self ? [] : [{ broker: idOf(broker), brokerEpoch }],
  ),
})

const observedAlterPartition = (one: AlterPartition, rankOf: RankOf): ObservedAlterPartition | null => {
  const { stage, error, leaderEpoch, isr, counted } = one
  if (stage === 'idle') return null
  const partitionEpoch = rankOf(one.partitionEpoch)
  if (stage === 'request') {
    const named = members(isr).map((id) => ({ broker: idOf(id), brokerEpoch: counted[id] ?? NONE }))
    return { stage, leaderEpoch, partitionEpoch, isr: named }
  }
  if (error !== 'none') return { stage, error: error === 'ineligible' ? 'INELIGIBLE_REPLICA' : 'OUT_OF_DATE' }
  return { stage, error: 'NONE', leaderEpoch, partitionEpoch, isr: members(isr).map((id) => ({ broker: idOf(id) })) }
}
