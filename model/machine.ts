import { codec, type Codec } from '../kit/codec'
import { transitions, type Rule, type Rules } from '../kit/rules'
import type { Machine } from '../contract/machine'
import { actionsWithin } from './action-texts'
import type { Action } from './actions'
import { idsCanBeTakenOver, type Bounds, type Settings } from './bounds'
import { configsOf, type Config } from './config'
import { atOld, byOld, reconnecting, throughConnection } from './broker/old-process'
import { countLate, serveLate } from './broker/late-fetch'
import { fetchSlowly, sendLate } from './broker/late-read'
import * as broker from './broker/process'
import { handleLateStopReplica, handleStopReplica, repeatStopReplica } from './broker/stop-replica'
import * as controller from './coordinator/zookeeper/controller'
import * as reassignment from './coordinator/zookeeper/reassignment'
import { kraftRules, ofKraft } from './coordinator/kraft/rules'
import { loseZkAnswer, zooKeeperAnswers } from './coordinator/zookeeper/isr-answers'
import * as environment from './environment/faults'
import * as disk from './environment/disk-faults'
import { failAppend, failIndex, haltFailed } from './environment/failed-append'
import { endOld, takeOverId } from './environment/id-taken-over'
import { consumerFetch } from './replica/read'
import { fetch, truncate } from './replica/follower'
import { expandIsr, passLagTime, shrinkIsr } from './replica/isr'
import * as messages from './broker/fetcher'
import * as serving from './broker/serving'
import { produce, refuseProducer, timeOutProducer } from './replica/produce'
import { establishedCluster } from './initial'
import * as checkpoints from './storage/checkpoints'
import { fetchTooEarly } from './storage/too-early'
import { cleanLog } from './storage/clean-log'
import { deleteSegments } from './storage/delete-segments'
import { changeConfig, deleteRecords, passTime } from './storage/topic'
import { clusterSchema } from './schema'
import type { ReassignmentAction } from './reassignment-texts'
import type { StorageAction } from './storage-texts'
import { occasions } from './occasions'
import type { Cluster } from './state'
import type { Protocol } from './versions/decisions'

/** Everything that a search is about: which Kafka, which topic, how large a world. */
export interface Scope {
  readonly protocol: Protocol
  readonly settings: Settings
  readonly bounds: Bounds
}

/** Kafka as a machine: what the explorer, replay and stories run. */
export const kafka = (scope: Scope): Machine<Cluster, Action> => {
  const { protocol, settings, bounds } = scope
  const [config] = configsOf(protocol.decide, settings, bounds)
  const schema = clusterSchema(bounds)
  const actions = actionsWithin(bounds)
  // Made on demand: walks in large worlds never pack a state.
  const packing: { states?: Codec<Cluster> } = {}
  return {
    name: protocol.name,
    initial: establishedCluster(config),
    schema,
    get states() {
      return (packing.states ??= codec(schema))
    },
    actions,
    occasions: occasions(bounds, actions.kinds),
    ...transitions<Cluster, Action>(actions, rulesOf(scope)),
  }
}

/** The rules alone. */
export const rulesOf = ({ protocol, settings, bounds }: Scope): Rules<Cluster, Action> =>
  byConfiguration(configsOf(protocol.decide, settings, bounds).map(rules))

/** Kafka without the list of its actions: for whoever knows which step to take. It is made at once, whatever the bounds. */
export const steps = (scope: Scope): Pick<Machine<Cluster, Action>, 'initial' | 'fire'> => {
  const [config] = configsOf(scope.protocol.decide, scope.settings, scope.bounds)
  const byType = rulesOf(scope)
  return {
    initial: establishedCluster(config),
    fire: (cluster, action) => (byType[action.type] as Rule<Cluster, Action>)(cluster, action),
  }
}

/** The rules that are in force with the configuration of the topic. Where it has one only, these are the rules as they are. */
const byConfiguration = (versions: readonly Rules<Cluster, Action>[]): Rules<Cluster, Action> => {
  const [only] = versions
  if (only === undefined) throw new Error('a machine without rules: a topic has a configuration')
  if (versions.length === 1) return only
  const picked = Object.keys(only).map((type) => {
    const same = versions.map((one) => one[type as Action['type']] as Rule<Cluster, Action>)
    const rule: Rule<Cluster, Action> = (cluster, action) =>
      (same[cluster.configVersion] as Rule<Cluster, Action>)(cluster, action)
    return [type, rule]
  })
  return Object.fromEntries(picked) as Rules<Cluster, Action>
}

/** One rule for each action. */
const rules = (config: Config): Rules<Cluster, Action> =>
  config.bounds.kraft === undefined ? allRules(config) : kraftRules(config, allRules(config))

const allRules = (config: Config): Rules<Cluster, Action> => ({
  Produce: produce(config),
  Fetch: fetch(config),
  SendFetch: messages.sendFetch(config),
  SendOffsetsForLeaderEpoch: messages.sendOffsetsForLeaderEpoch(config),
  Serve: serving.serve(config),
  Count: serving.count(config),
  Receive: messages.receive(config),
  GiveUp: messages.giveUp,
  RefuseProducer: refuseProducer(config),
  TimeOutProducer: timeOutProducer,
  ConsumerFetch: consumerFetch(config),
  CheckpointHighWatermark: broker.checkpointHighWatermark,
  ShrinkIsr: shrinkIsr(config),
  HandleLeaderAndIsr: broker.handleLeaderAndIsr(config),
  Truncate: truncate(config),
  BrokerFailure: controller.onBrokerFailure(config),
  BrokerStartup: controller.onBrokerStartup(config),
  BrokerBounce: controller.onBrokerBounce(config),
  MoveLeader: controller.moveLeader(config),
  ControlledShutdown: controller.controlledShutdown(config),
  ControllerFailover: controller.controllerFailover(config),
  Stop: broker.stop(config),
  StopUnasked: broker.stopUnasked(config),
  Start: broker.start(config),
  Reconnect: environment.reconnect(config),
  ReachAgain: environment.reachAgain,
  ProcessCrash: environment.processCrash(config),
  MachineCrash: environment.machineCrash(config),
  CutOff: environment.cutOff(config),
  CutOffZooKeeper: environment.cutOffZooKeeper(config),
  CutOffController: environment.cutOffController(config),
  Pause: environment.pause(config),
  WakeUp: environment.wakeUp,
  CutLink: environment.cutLink(config),
  MendLink: environment.mendLink,
  LoseRequest: environment.loseRequest(config),
  LoseAnswer: environment.loseAnswer(config),
  PassLagTime: passLagTime,
  ZooKeeperAnswers: zooKeeperAnswers(config),
  LoseZkAnswer: loseZkAnswer(config),
  TakeOverId: takeOverId(config),
  EndOld: endOld,
  ProduceToOld: atOld('Produce', produce(config)),
  ReadFromOld: atOld('ConsumerFetch', consumerFetch(config)),
  FetchByOld: byOld('Fetch', fetch(config)),
  TruncateByOld: byOld('Truncate', truncate(config)),
  ...ofStorage(config),
  ...ofReassignment(config),
  ...ofKraft(config),
  ServeLate: serveLate(config),
  CountLate: countLate(config),
  ExpandIsr: expandIsr(config),
  FetchSlowly: fetchSlowly(config),
  SendLate: sendLate(config),
  ...(config.storage !== undefined && { CheckpointHighWatermark: broker.checkpointHighWatermarkFile(config) }),
  ...(config.bounds.reassign !== undefined && whereReplicasMove(config)),
  ...(idsCanBeTakenOver(config.bounds) && whereOldProcessesServe(config)),
})

/** The rules of the log on disk. Without storage in the bounds none of these actions is possible. */
const ofStorage = (config: Config): Pick<Rules<Cluster, Action>, StorageAction> => ({
  FetchTooEarly: fetchTooEarly(config),
  PassTime: passTime(config),
  ChangeConfig: changeConfig(config),
  DeleteRecords: deleteRecords(config),
  DeleteOldSegments: deleteSegments(config),
  CleanLog: cleanLog(config),
  FlushSegments: checkpoints.flushSegments,
  CheckpointLogStart: checkpoints.checkpointLogStart,
  CheckpointRecoveryPoint: checkpoints.checkpointRecoveryPoint,
  LoseDisk: disk.loseDisk(config),
  LoseHighWatermarks: disk.loseHighWatermarks(config),
  LoseLogStarts: disk.loseLogStarts(config),
  LoseEpochs: disk.loseEpochs(config),
  CrashWhileLoading: disk.crashWhileLoading(config),
  FailLogDir: disk.failLogDir(config),
  FailIndex: failIndex(config),
  FailAppend: failAppend(config),
  HaltFailed: haltFailed(config),
})

/** The rules of moving replicas. Without a reassignment in the bounds none of these actions is possible. */
const ofReassignment = (config: Config): Pick<Rules<Cluster, Action>, ReassignmentAction> => ({
  Reassign: reassignment.reassign(config),
  OnPartitionReassignment: reassignment.onPartitionReassignment(config),
  HandleStopReplica: handleStopReplica(config),
  RepeatStopReplica: repeatStopReplica(config),
  HandleLateStopReplica: handleLateStopReplica(config),
})

/** What the controller does one at a time. */
const whereReplicasMove = (
  config: Config,
): Pick<
  Rules<Cluster, Action>,
  'BrokerFailure' | 'BrokerStartup' | 'BrokerBounce' | 'MoveLeader' | 'ControlledShutdown'
> => ({
  BrokerFailure: reassignment.unlessCompleting(controller.onBrokerFailure(config)),
  BrokerStartup: reassignment.unlessCompleting(controller.onBrokerStartup(config)),
  BrokerBounce: reassignment.unlessCompleting(controller.onBrokerBounce(config)),
  MoveLeader: reassignment.unlessCompleting(controller.moveLeader(config)),
  ControlledShutdown: reassignment.unlessCompleting(controller.controlledShutdown(config)),
})

/** What takes another turn where an old process may still serve the followers that are connected to it. */
const whereOldProcessesServe = (
  config: Config,
): Pick<Rules<Cluster, Action>, 'Fetch' | 'Truncate' | 'HandleLeaderAndIsr' | 'LoseAnswer'> => ({
  Fetch: throughConnection(fetch(config)),
  Truncate: throughConnection(truncate(config)),
  HandleLeaderAndIsr: reconnecting(config, broker.handleLeaderAndIsr(config)),
  LoseAnswer: reconnecting(config, environment.loseAnswer(config)),
})
