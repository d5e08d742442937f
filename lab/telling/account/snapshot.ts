import { members } from '../../../kit/bits'
import { peerName } from '../../../kit/difference'
import { NONE } from '../../../kit/schema'
import { replicaOf } from '../../../model/cluster'
import { controllerEpochOf, liveBrokers, stateOf } from '../../../model/coordinator/coordinator'
import { logStart } from '../../../model/replica/disk'
import { batchEpochAt, endOf, keptAt, recordAt, type Log } from '../../../model/replica/log'
import type { Broker, Cluster, Replica } from '../../../model/state'
import type { BrokerId, PartitionId } from '../../../model/values'
import { historyOf, type PartitionHistory, type World } from '../../../properties/history'
import { letter } from '../../../properties/words'
import type { BrokerSnapshot, ClientsSnapshot, LoggedRecord, PartitionSnapshot } from './account'
import { kraftMarks } from '../kraft-words'
import { SIGNS } from '../log-word'
import { laneOf } from './lanes'
import type { Snapshot } from './picture'

/** What each broker holds of one partition in one state of Kafka. */
export const worldSnapshot =
  (partition: PartitionId) =>
  ({ cluster, history }: World): Snapshot => ({
    brokers: new Map(
      cluster.brokers.map((broker, id) => [
        laneOf(id),
        brokerSnapshot(broker, replicaOf(cluster, id, partition), id, kraftMarks(cluster, id, partition)),
      ]),
    ),
    partition: partitionSnapshot(cluster, partition),
    clients: clientsSnapshot(historyOf(history, partition)),
  })

const brokerSnapshot = (broker: Broker, replica: Replica, id: BrokerId, ofKraft: readonly string[]): BrokerSnapshot => {
  const { disk, leader } = replica
  return {
    isUp: broker.isUp,
    marks: [...marksOf(broker), ...ofKraft, ...pendingMark(replica)],
    role: leader === NONE ? 'none' : leader === id ? 'leader' : 'follower',
    ...(leader === NONE ? {} : { leader: peerName(leader) }),
    leaderEpoch: replica.leaderEpoch,
    fetcher: replica.fetcher,
    log: cellsOf(disk.log),
    logStart: logStart(disk),
    highWatermark: broker.isUp ? replica.highWatermark : disk.highWatermark,
    checkpoint: disk.highWatermark,
    recoveryPoint: disk.recoveryPoint,
    epochs: disk.epochs,
    ...(leader === id && broker.isUp ? { leads: leadsSnapshot(replica, id) } : {}),
  }
}

const leadsSnapshot = ({ leadership }: Replica, id: BrokerId): NonNullable<BrokerSnapshot['leads']> => ({
  isr: namesOf(leadership.isr),
  remoteLogEnds: Object.fromEntries(
    leadership.remoteLogEnds.flatMap((end, other) => (other === id ? [] : [[peerName(other), end]])),
  ),
  waiting: leadership.purgatory,
})

const marksOf = ({ isCutOff, isOutOfReach, isPaused, isStopping, unreachable }: Broker): readonly string[] => [
  ...(isCutOff && isOutOfReach ? ['cut off'] : []),
  ...(isCutOff && !isOutOfReach ? ['without ZooKeeper'] : []),
  ...(isOutOfReach && !isCutOff ? ['out of reach of the controller'] : []),
  ...(isPaused ? ['paused'] : []),
  ...(isStopping ? ['stopping'] : []),
  ...(unreachable === 0 ? [] : [`cannot reach ${namesOf(unreachable).join(' ')}`]),
]

const pendingMark = ({ leadership: { pendingIsr } }: Replica): readonly string[] =>
  pendingIsr === 0 ? [] : [`ISR {${namesOf(pendingIsr).join(' ')}} not answered`]

const partitionSnapshot = (cluster: Cluster, partition: PartitionId): PartitionSnapshot => {
  const { leader, leaderEpoch, isr } = stateOf(cluster, partition)
  return {
    ...(leader === NONE ? {} : { leader: peerName(leader) }),
    leaderEpoch,
    isr: namesOf(isr),
    controllerEpoch: controllerEpochOf(cluster),
    live: namesOf(liveBrokers(cluster)),
  }
}

const clientsSnapshot = ({ truth, acknowledged }: PartitionHistory): ClientsSnapshot => ({
  committed: cellsOf(truth),
  acknowledged: members(acknowledged).map(letter),
})

const namesOf = (brokers: number): readonly string[] => members(brokers).map(peerName)

const cellsOf = (log: Log): readonly LoggedRecord[] =>
  Array.from({ length: endOf(log) }, (_, offset) => {
    const record = recordAt(log, offset)
    if (record !== undefined) return { value: letter(record.value), epoch: record.epoch }
    const kept = keptAt(log, offset)
    const value = kept === 'record' || kept === 'none' ? '' : SIGNS[kept]
    return { value, epoch: Math.max(0, batchEpochAt(log, offset)) }
  })
