import { members } from '../../../kit/bits'
import { peerName } from '../../../kit/difference'
import { NONE } from '../../../kit/schema'
import type { BrokerThen, Cell, ClientsThen, PartitionThen } from './account'
import type { Broker, BrokerId, Cluster, LogRecord } from '../../../model/state'
import { letter } from '../../../properties/words'
import type { World } from '../../../properties/world'
import { laneOf } from './lanes'
import type { Then } from './picture'

/** The drawn content of one state of Kafka. */
export const worldThen = ({ cluster, history }: World): Then => ({
  brokers: new Map(cluster.brokers.map((broker, id) => [laneOf(id), brokerThen(broker, id)])),
  partition: partitionThen(cluster),
  clients: clientsThen(history),
})

const brokerThen = (broker: Broker, id: BrokerId): BrokerThen => {
  const { replica } = broker
  const { disk, leader } = replica
  return {
    isUp: broker.isUp,
    marks: marksOf(broker),
    role: leader === NONE ? 'none' : leader === id ? 'leader' : 'follower',
    ...(leader === NONE ? {} : { leader: peerName(leader) }),
    leaderEpoch: replica.leaderEpoch,
    fetcher: replica.fetcher,
    log: cellsOf(disk.log),
    logStart: 0,
    highWatermark: broker.isUp ? replica.highWatermark : disk.highWatermark,
    checkpoint: disk.highWatermark,
    recoveryPoint: disk.recoveryPoint,
    epochs: disk.epochs,
    ...(leader === id && broker.isUp ? { leads: leadsThen(broker, id) } : {}),
  }
}

const leadsThen = ({ replica: { leadership } }: Broker, id: BrokerId): NonNullable<BrokerThen['leads']> => ({
  isr: namesOf(leadership.isr),
  logEnds: Object.fromEntries(
    leadership.logEnds.flatMap((end, other) => (other === id ? [] : [[peerName(other), end]])),
  ),
  waiting: members(leadership.purgatory),
})

const marksOf = ({ isCutOff, isPaused, isStopping, unreachable }: Broker): readonly string[] => [
  ...(isCutOff ? ['cut off'] : []),
  ...(isPaused ? ['paused'] : []),
  ...(isStopping ? ['stopping'] : []),
  ...(unreachable === 0 ? [] : [`cannot reach ${namesOf(unreachable).join(' ')}`]),
]

const partitionThen = ({ zk, controller }: Cluster): PartitionThen => ({
  ...(zk.leader === NONE ? {} : { leader: peerName(zk.leader) }),
  leaderEpoch: zk.leaderEpoch,
  isr: namesOf(zk.isr),
  controllerEpoch: controller.epoch,
  live: namesOf(controller.live),
})

const clientsThen = ({ truth, acknowledged }: World['history']): ClientsThen => ({
  committed: cellsOf(truth),
  acknowledged: members(acknowledged).map(letter),
})

const namesOf = (brokers: number): readonly string[] => members(brokers).map(peerName)

const cellsOf = (log: readonly LogRecord[]): readonly Cell[] =>
  log.map(({ value, epoch }) => ({ value: letter(value), epoch }))
