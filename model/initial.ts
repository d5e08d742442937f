import { firstOf, has, remove, setOf } from '../kit/bits'
import { NONE } from '../kit/schema'
import { hasDirectories, type Bounds } from './bounds'
import { emptyDisk, noFetcherRequests, noLateFetches, noLeadership, withoutMemory } from './cluster'
import type { Config } from './config'
import { establishedMember } from './coordinator/kraft/member'
import { NOT_FETCHED, UNASSIGNED } from './coordinator/kraft/state'
import type { Assignment, Coordinator } from './coordinator/state'
import { epochsOfNewLeader } from './replica/leader'
import { faults, type Broker, type Cluster, type Fault, type Leadership, type Replica } from './state'
import type { BrokerId, Brokers, DirectoryId, PartitionId } from './values'

/**
 * The cluster at the beginning: empty partitions, all replicas in sync, every broker informed, leader epoch 0. The followers
 * have fetched once, so their (empty) log ends are known. Leaders are spread as Kafka spreads them: the next partition begins
 * with the next broker.
 */
export const establishedCluster = (config: Config): Cluster => {
  const { bounds } = config
  const { brokers, partitions } = bounds
  const all = firstOf(brokers)
  const inSync = bounds.reassign === undefined ? all : setOf(bounds.reassign.replicas)
  const leaders = Array.from({ length: partitions }, (_, partition) => leaderAtFirst(bounds, partition))
  return {
    coordinator:
      bounds.kraft === undefined ? withZooKeeper(bounds, leaders, inSync) : withKraft(bounds, leaders, inSync),
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
      late: [],
      kraft: establishedMember(bounds),
      directory: hasDirectories(bounds) ? [{ id: 0, oldest: 0, hasFailed: false }] : [],
      fetcherRequests: noFetcherRequests(bounds),
      lateFetches: noLateFetches(bounds),
      replicas: leaders.map((leader) => establishedReplica(config, id, leader, inSync)),
    })),
    old: [],
    produced: leaders.map(() => 0),
    now: 0,
    configVersion: 0,
    spent: Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>,
  }
}

const withZooKeeper = (bounds: Bounds, leaders: readonly BrokerId[], isr: Brokers): Coordinator => ({
  znodes: leaders.map((leader) => ({ leader, leaderEpoch: 0, isr })),
  assignments: leaders.flatMap(() => assignedAtFirst(bounds)),
  controller: { epoch: 0, live: firstOf(bounds.brokers), stopping: 0, bounced: 0 },
  kraft: [],
})

const withKraft = (bounds: Bounds, leaders: readonly BrokerId[], isr: Brokers): Coordinator => ({
  znodes: [],
  assignments: [],
  controller: { epoch: 0, live: 0, stopping: 0, bounced: 0 },
  kraft: [
    {
      asked: 0,
      uncommitted: [],
      replaced: NONE,
      images: [
        {
          partitions: leaders.map((leader) => ({
            ...{
              leader,
              leaderEpoch: 0,
              isr,
              partitionEpoch: 0,
              elr: 0,
              lastKnownLeader: NONE,
              isRecovering: false,
              directories: directoriesAtFirst(bounds),
              assignment:
                bounds.reassign === undefined ? [] : [{ replicas: bounds.reassign.replicas, adding: 0, removing: 0 }],
            },
          })),
          brokers: Array.from({ length: bounds.brokers }, () => ({
            epoch: 0,
            isFenced: false,
            inControlledShutdown: false,
            firstOnline: 0,
          })),
        },
      ],
    },
  ],
})

const directoriesAtFirst = (bounds: Bounds): readonly DirectoryId[] => {
  if (!hasDirectories(bounds)) return []
  const first = bounds.kraft?.unassigned === true ? UNASSIGNED : 0
  return Array.from({ length: bounds.brokers }, () => first)
}

const leaderAtFirst = ({ leader, brokers }: Bounds, partition: PartitionId): BrokerId => (leader + partition) % brokers

const assignedAtFirst = ({ reassign }: Bounds): readonly Assignment[] =>
  reassign === undefined ? [] : [{ replicas: reassign.replicas, target: [], adding: 0, stage: 'new', asked: 0 }]

const establishedReplica = ({ decide, bounds }: Config, self: BrokerId, leader: BrokerId, inSync: Brokers): Replica => {
  const leads = self === leader
  const disk = emptyDisk(bounds, 0)
  if (!has(inSync, self)) return withoutMemory(disk, bounds)
  return {
    disk: leads ? { ...disk, epochs: epochsOfNewLeader(decide, disk, 0) } : disk,
    highWatermark: 0,
    leader,
    leaderEpoch: 0,
    fetcher: leads ? 'none' : 'fetching',
    leadership: leads ? establishedLeadership(bounds, self, inSync) : noLeadership(bounds),
  }
}

const establishedLeadership = (bounds: Bounds, self: BrokerId, inSync: Brokers): Leadership => ({
  ...noLeadership(bounds),
  caughtUp: bounds.lagClock ? remove(inSync, self) : 0,
  remoteBrokerEpochs:
    bounds.kraft === undefined
      ? []
      : Array.from({ length: bounds.brokers }, (_, id) => (id === self || !has(inSync, id) ? NOT_FETCHED : 0)),
  isr: inSync,
  unassigned: firstOf(bounds.brokers) & ~inSync,
  zkVersionIsCurrent: bounds.kraft === undefined,
  remoteLogEnds: Array.from({ length: bounds.brokers }, (_, other) => (other === self || !has(inSync, other) ? -1 : 0)),
})
