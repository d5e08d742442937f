import { firstOf, remove } from '../kit/bits'
import type { Bounds } from './bounds'
import { emptyDisk, noFetcherRequests, noLeadership } from './cluster'
import type { Config } from './config'
import { epochsOfNewLeader } from './replica/leader'
import { faults, type Broker, type Cluster, type Fault, type Leadership, type Replica } from './state'
import type { BrokerId, PartitionId } from './values'

/**
 * The cluster at the beginning: empty partitions, all replicas in sync, every broker informed, leader epoch 0. The followers
 * have fetched once, so their (empty) log ends are known. Leaders are spread as Kafka spreads them: the next partition begins
 * with the next broker.
 */
export const establishedCluster = (config: Config): Cluster => {
  const { bounds } = config
  const { brokers, partitions } = bounds
  const all = firstOf(brokers)
  const leaders = Array.from({ length: partitions }, (_, partition) => leaderAtFirst(bounds, partition))
  return {
    coordinator: {
      znodes: leaders.map((leader) => ({ leader, leaderEpoch: 0, isr: all })),
      controller: { epoch: 0, live: all, stopping: 0, bounced: 0 },
    },
    brokers: Array.from({ length: brokers }, (_, id): Broker => ({
      isUp: true,
      isCutOff: false,
      isOutOfReach: false,
      isPaused: false,
      unreachable: 0,
      isStopping: false,
      hasCleanMarker: false,
      controllerEpoch: 0,
      requests: [],
      fetcherRequests: noFetcherRequests(bounds),
      replicas: leaders.map((leader) => establishedReplica(config, id, leader)),
    })),
    old: [],
    produced: leaders.map(() => 0),
    now: 0,
    configVersion: 0,
    spent: Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>,
  }
}

const leaderAtFirst = ({ leader, brokers }: Bounds, partition: PartitionId): BrokerId => (leader + partition) % brokers

const establishedReplica = ({ decide, bounds }: Config, self: BrokerId, leader: BrokerId): Replica => {
  const leads = self === leader
  const disk = emptyDisk(bounds, 0)
  return {
    disk: leads ? { ...disk, epochs: epochsOfNewLeader(decide, disk, 0) } : disk,
    highWatermark: 0,
    leader,
    leaderEpoch: 0,
    fetcher: leads ? 'none' : 'fetching',
    leadership: leads ? establishedLeadership(bounds, self) : noLeadership(bounds.brokers),
  }
}

const establishedLeadership = ({ brokers, lagClock }: Bounds, self: BrokerId): Leadership => ({
  ...noLeadership(brokers),
  caughtUp: lagClock ? remove(firstOf(brokers), self) : 0,
  isr: firstOf(brokers),
  zkVersionIsCurrent: true,
  remoteLogEnds: Array.from({ length: brokers }, (_, other) => (other === self ? -1 : 0)),
})
