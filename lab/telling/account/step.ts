import type { AccountStep } from './account'
import type { Action } from '../../../model/actions'
import type { World } from '../../../properties/history'
import { CLIENTS, CONTROLLER, laneOf } from './lanes'

/** Who acts in a step of Kafka, whether that hurts or heals, and whom. */
export const worldStep = (before: World, action: Action, after: World): Omit<AccountStep, 'changes'> => {
  const { actor, hits } = PARTS[action.type]
  return {
    lane: laneIn(action, actor),
    role: roleOf(action, before, after),
    touches: hits.map((part) => laneIn(action, part)),
  }
}

/** A participant of an action: a fixed lane, or the broker in this field of the action. */
type Part = 'clients' | 'controller' | 'broker' | 'leader' | 'follower' | 'from' | 'to'

interface Parts {
  readonly actor: Part
  readonly hits: readonly Part[]
}

const by = (actor: Part, ...hits: readonly Part[]): Parts => ({ actor, hits })

const PARTS: Readonly<Record<Action['type'], Parts>> = {
  Produce: by('clients'),
  Fetch: by('follower'),
  SendFetch: by('follower'),
  SendOffsetsForLeaderEpoch: by('follower'),
  Serve: by('leader'),
  Count: by('leader'),
  Receive: by('follower'),
  GiveUp: by('follower'),
  RefuseProducer: by('broker'),
  TimeOutProducer: by('broker'),
  ConsumerFetch: by('clients'),
  CheckpointHighWatermark: by('broker'),
  ShrinkIsr: by('leader', 'follower'),
  HandleLeaderAndIsr: by('broker'),
  Truncate: by('follower'),
  BrokerFailure: by('controller'),
  BrokerStartup: by('controller'),
  BrokerBounce: by('controller'),
  MoveLeader: by('controller'),
  ControlledShutdown: by('controller'),
  ControllerFailover: by('controller', 'controller'),
  Stop: by('broker', 'broker'),
  StopUnasked: by('broker', 'broker'),
  Start: by('broker', 'broker'),
  Reconnect: by('broker', 'broker'),
  ProcessCrash: by('broker', 'broker'),
  MachineCrash: by('broker', 'broker'),
  CutOff: by('broker', 'broker'),
  CutOffZooKeeper: by('broker', 'broker'),
  CutOffController: by('broker', 'broker'),
  ReachAgain: by('broker', 'broker'),
  Pause: by('broker', 'broker'),
  WakeUp: by('broker', 'broker'),
  CutLink: by('from', 'from', 'to'),
  MendLink: by('from', 'from', 'to'),
  LoseRequest: by('controller', 'broker'),
  LoseAnswer: by('broker', 'broker'),
  PassLagTime: by('leader', 'follower'),
  Reassign: by('controller'),
  OnPartitionReassignment: by('controller'),
  HandleStopReplica: by('broker'),
  RepeatStopReplica: by('broker', 'broker'),
  HandleLateStopReplica: by('broker'),
  ZooKeeperAnswers: by('leader'),
  LoseZkAnswer: by('controller', 'leader'),
  TakeOverId: by('broker', 'broker'),
  EndOld: by('broker', 'broker'),
  ProduceToOld: by('clients'),
  ReadFromOld: by('clients'),
  FetchByOld: by('follower'),
  TruncateByOld: by('follower'),
  FetchTooEarly: by('follower'),
  PassTime: by('controller'),
  ChangeConfig: by('controller'),
  DeleteRecords: by('clients'),
  DeleteOldSegments: by('broker'),
  CleanLog: by('broker'),
  FlushSegments: by('broker'),
  CheckpointLogStart: by('broker'),
  CheckpointRecoveryPoint: by('broker'),
  LoseDisk: by('broker', 'broker'),
  LoseHighWatermarks: by('broker', 'broker'),
  LoseLogStarts: by('broker', 'broker'),
  LoseEpochs: by('broker', 'broker'),
  CrashWhileLoading: by('broker', 'broker'),
  FailLogDir: by('broker', 'broker'),
  FailIndex: by('broker', 'broker'),
  FailAppend: by('broker', 'broker'),
  HaltFailed: by('broker', 'broker'),
  ReplayMetadata: by('broker'),
  RegisterBroker: by('broker'),
  FenceBroker: by('controller', 'broker'),
  UnfenceBroker: by('controller', 'broker'),
  HandleAlterPartition: by('controller'),
  ReceiveAlterPartition: by('leader'),
  LoseAlterPartition: by('controller', 'leader'),
  CommitMetadata: by('controller'),
  AnswerAsReplaced: by('controller', 'leader'),
  LoseMetadata: by('controller', 'controller'),
  HaltAhead: by('broker', 'broker'),
  ServeLate: by('leader'),
  CountLate: by('leader'),
  ExpandIsr: by('leader'),
  FetchSlowly: by('follower'),
  SendLate: by('leader'),
  FailDirectory: by('broker', 'broker'),
  ReplaceWithFutureLog: by('broker', 'broker'),
  HandleDirectoriesOffline: by('controller', 'broker'),
  UnfenceWithDirectoriesOffline: by('controller', 'broker'),
  AssignReplicasToDirs: by('controller', 'broker'),
  RepairDirectory: by('broker', 'broker'),
  RemoveDirectory: by('broker', 'broker'),
}

const laneIn = (action: Action, part: Part): number => {
  if (part === 'clients') return CLIENTS
  if (part === 'controller') return CONTROLLER
  return laneOf((action as unknown as Readonly<Record<Part, number>>)[part])
}

const HEALS: readonly Action['type'][] = [
  'Start',
  'Reconnect',
  'ReachAgain',
  'WakeUp',
  'MendLink',
  'EndOld',
  'RepairDirectory',
]

/** A step hurts where it takes from the budget of a fault. */
const roleOf = ({ type }: Action, before: World, after: World): AccountStep['role'] => {
  if (before.cluster.spent !== after.cluster.spent) return 'harm'
  if (HEALS.includes(type)) return 'heal'
  return type === 'ConsumerFetch' || type === 'ReadFromOld' || type === 'RefuseProducer' ? 'look' : 'work'
}
