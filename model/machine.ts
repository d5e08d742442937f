import { firstOf } from '../kit/bits'
import { codec, type Codec } from '../kit/codec'
import { transitions, type Rules } from '../kit/rules'
import type { Machine } from '../contract/machine'
import { actionsWithin, type Action } from './actions'
import type { Bounds, Settings } from './bounds'
import { noExchanges, noLeadership, type Laws } from './cluster'
import type { Protocol } from './versions/decisions'
import * as broker from './broker/process'
import * as controller from './coordinator/zookeeper/controller'
import * as environment from './environment/faults'
import { consumerFetch } from './replica/read'
import { fetch, truncate } from './replica/follower'
import { epochsInOffice, shrinkIsr } from './replica/leader'
import * as messages from './broker/fetcher'
import { produce } from './replica/produce'
import { clusterSchema } from './schema'
import { faults, type Broker, type BrokerId, type Cluster, type Disk, type Fault } from './state'

/** Everything that a search is about: which Kafka, which topic, how large a world. */
export interface Scope {
  readonly protocol: Protocol
  readonly settings: Settings
  readonly bounds: Bounds
}

/** Kafka as a machine: what the explorer, replay and stories run. */
export const kafka = ({ protocol, settings, bounds }: Scope): Machine<Cluster, Action> => {
  const laws: Laws = { decide: protocol.decide, settings, bounds }
  const schema = clusterSchema(bounds)
  const actions = actionsWithin(bounds)
  // Made on demand: walks in large worlds never pack a state.
  const packing: { states?: Codec<Cluster> } = {}
  return {
    name: protocol.name,
    initial: establishedCluster(laws),
    schema,
    get states() {
      return (packing.states ??= codec(schema))
    },
    actions,
    ...transitions<Cluster, Action>(actions, rules(laws)),
  }
}

/** One rule for each action. */
const rules = (laws: Laws): Rules<Cluster, Action> => ({
  Produce: produce(laws),
  Fetch: fetch(laws),
  SendFetch: messages.sendFetch,
  AskEpochEnd: messages.askEpochEnd(laws),
  Serve: messages.serve(laws),
  Receive: messages.receive(laws),
  GiveUp: messages.giveUp,
  ConsumerFetch: consumerFetch,
  CheckpointHighWatermark: broker.checkpointHighWatermark,
  ShrinkIsr: shrinkIsr(laws),
  HandleLeaderAndIsr: broker.handleLeaderAndIsr(laws),
  Truncate: truncate(laws),
  NoticeFailure: controller.noticeFailure(laws),
  NoticeReturn: controller.noticeReturn(laws),
  MoveLeader: controller.moveLeader(laws),
  ControlledShutdown: controller.controlledShutdown(laws),
  ControllerFailover: controller.controllerFailover(laws),
  Stop: broker.stop(laws),
  Start: broker.start,
  Reconnect: environment.reconnect,
  ProcessCrash: environment.processCrash(laws),
  MachineCrash: environment.machineCrash(laws),
  CutOff: environment.cutOff(laws),
  Pause: environment.pause(laws),
  WakeUp: environment.wakeUp,
  CutLink: environment.cutLink(laws),
  MendLink: environment.mendLink,
  LoseRequest: environment.loseRequest(laws),
  LoseAnswer: environment.loseAnswer(laws),
})

/**
 * The cluster at the beginning: an empty partition, all replicas in sync, everybody in the know, leader epoch 0. Its
 * followers have fetched once, so their (empty) log ends are known.
 */
const establishedCluster = ({ decide, bounds }: Laws): Cluster => {
  const all = firstOf(bounds.brokers)
  const disk: Disk = { log: [], epochs: [], highWatermark: 0, recoveryPoint: 0 }
  return {
    zk: { leader: bounds.leader, leaderEpoch: 0, isr: all },
    controller: { epoch: 0, live: all, stopping: 0 },
    brokers: Array.from({ length: bounds.brokers }, (_, id): Broker => {
      const leads = id === bounds.leader
      return {
        isUp: true,
        isCutOff: false,
        isPaused: false,
        unreachable: 0,
        isStopping: false,
        controllerEpoch: 0,
        requests: [],
        exchanges: noExchanges(bounds),
        replica: {
          disk: leads ? { ...disk, epochs: epochsInOffice(decide, disk, 0) } : disk,
          highWatermark: 0,
          leader: bounds.leader,
          leaderEpoch: 0,
          fetcher: leads ? 'none' : 'fetching',
          leadership: leads ? establishedLeadership(bounds, id) : noLeadership(bounds.brokers),
        },
      }
    }),
    produced: 0,
    spent: Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>,
  }
}

const establishedLeadership = ({ brokers }: Bounds, self: BrokerId): Broker['replica']['leadership'] => ({
  ...noLeadership(brokers),
  isr: firstOf(brokers),
  zkVersionIsCurrent: true,
  logEnds: Array.from({ length: brokers }, (_, other) => (other === self ? -1 : 0)),
})
