/** The actions of a cluster with KRaft: their codes and their texts. With ZooKeeper there are none, and some others are not with KRaft. */
import { int, peer } from '../kit/schema'
import { implied, type KindsOf, PARTITION, partitionOf } from './action-fields'
import type { Action } from './actions'
import { canStop, hasDirectories, type Bounds } from './bounds'

export type KraftAction =
  | 'ReplayMetadata'
  | 'RegisterBroker'
  | 'FenceBroker'
  | 'UnfenceBroker'
  | 'HandleAlterPartition'
  | 'ReceiveAlterPartition'
  | 'LoseAlterPartition'
  | QuorumAction
  | DirectoryAction

/** What the quorum of controllers does, where the bounds have that. */
type QuorumAction = 'CommitMetadata' | 'AnswerAsReplaced' | 'LoseMetadata' | 'HaltAhead'

/** Those of brokers with several log directories (coordinator/kraft/directories.ts). */
type DirectoryAction =
  | 'FailDirectory'
  | 'ReplaceWithFutureLog'
  | 'HandleDirectoriesOffline'
  | 'UnfenceWithDirectoriesOffline'
  | 'AssignReplicasToDirs'
  | 'RepairDirectory'
  | 'RemoveDirectory'

/** What only a cluster with ZooKeeper does. */
const zooKeeperOnly: readonly Action['type'][] = [
  ...(['HandleLeaderAndIsr', 'LoseRequest', 'LoseAnswer'] as const),
  ...(['BrokerFailure', 'BrokerStartup', 'BrokerBounce', 'ReachAgain'] as const),
  ...(['OnPartitionReassignment', 'HandleStopReplica', 'RepeatStopReplica', 'HandleLateStopReplica'] as const),
  ...(['CutOffZooKeeper', 'CutOffController', 'ZooKeeperAnswers', 'LoseZkAnswer'] as const),
]

/** The same kinds of action, without those that a cluster with KRaft does not have. */
export const withoutZooKeeper = <K extends Readonly<Record<string, { readonly possible?: boolean }>>>(
  kinds: K,
  { kraft }: Bounds,
): K => {
  if (kraft === undefined) return kinds
  const changed = Object.entries(kinds).map(([type, kind]) => [
    type,
    zooKeeperOnly.some((one) => one === type) ? { ...kind, possible: false } : kind,
  ])
  return Object.fromEntries(changed) as K
}

/** What a broker is cut off from. */
export const coordinatorNamed = ({ kraft }: Bounds): string =>
  kraft === undefined ? 'ZooKeeper and the controller' : 'the controllers'

export const kraftTexts = (bounds: Bounds): KindsOf<KraftAction> => {
  const { kraft, faults, brokers } = bounds
  const possible = kraft !== undefined
  const loses = canStop(bounds) || faults['cut-off'] + faults.pause + faults['session-expiry'] > 0
  const broker = { fields: { broker: peer(brokers) }, possible: possible && loses }
  const leader = { fields: { leader: peer(brokers), ...partitionOf(bounds) }, implied, possible }
  return {
    ReplayMetadata: {
      code: 'mr',
      text: 'broker {broker} replays the metadata log[ ({behind} behind)]',
      fields: { broker: peer(brokers), behind: int(0, Math.max(0, (kraft?.metadataLag ?? 1) - 1)) },
      implied: ['behind'],
      possible,
    },
    RegisterBroker: { code: 'mb', text: 'broker {broker} registers', ...broker, possible: possible && canStop(bounds) },
    FenceBroker: { code: 'mf', text: 'controller fences broker {broker}', ...broker },
    UnfenceBroker: { code: 'mu', text: 'controller unfences broker {broker}', ...broker },
    HandleAlterPartition: {
      code: 'ma',
      text: `controller handles the AlterPartition of broker {leader}${PARTITION}`,
      ...leader,
    },
    ReceiveAlterPartition: {
      code: 'mg',
      text: `broker {leader} gets the answer to its AlterPartition${PARTITION}`,
      ...leader,
    },
    LoseAlterPartition: {
      code: 'ml',
      text: `controller handles the AlterPartition of broker {leader}, and the answer is lost${PARTITION}`,
      ...leader,
      role: 'harm',
      possible: possible && faults['lost-alter-partition'] > 0,
    },
    ...ofQuorum(bounds),
    ...directoryTexts(bounds),
  }
}

const ofQuorum = ({ kraft, faults, brokers, partitions }: Bounds): KindsOf<QuorumAction> => {
  const failsOver = kraft !== undefined && faults['controller-failover'] > 0
  const loses = kraft !== undefined && faults['quorum-loss'] > 0
  return {
    CommitMetadata: {
      code: 'mc',
      text: 'what the controller has changed is committed',
      fields: {},
      possible: failsOver,
    },
    AnswerAsReplaced: {
      code: 'mo',
      text: `the replaced controller answers the AlterPartition of broker {leader}${PARTITION}`,
      fields: { leader: peer(brokers), ...partitionOf({ partitions }) },
      implied,
      role: 'harm',
      possible: failsOver,
    },
    LoseMetadata: {
      code: 'mq',
      text: 'the quorum of controllers loses what was committed last[ (changes: {lost})]',
      fields: { lost: int(1, kraft?.metadataLag ?? 1) },
      implied: ['lost'],
      role: 'harm',
      possible: loses,
    },
    HaltAhead: {
      code: 'mx',
      text: 'broker {broker} halts: it has replayed metadata that is lost',
      fields: { broker: peer(brokers) },
      possible: loses,
    },
  }
}

const directoryTexts = (bounds: Bounds): KindsOf<DirectoryAction> => {
  const fails = bounds.kraft !== undefined && bounds.faults['directory-failure'] > 0
  const fields = { broker: peer(bounds.brokers) }
  return {
    FailDirectory: {
      ...{ code: 'md', text: 'log directory of broker {broker} fails', fields },
      ...{ role: 'harm', possible: fails },
    },
    ReplaceWithFutureLog: {
      ...{ code: 'mj', text: 'broker {broker} has moved its replicas to another log directory', fields },
      ...{ role: 'harm', possible: bounds.kraft !== undefined && bounds.faults['directory-move'] > 0 },
    },
    HandleDirectoriesOffline: {
      code: 'mh',
      text: 'controller hears that the log directory of broker {broker} has failed',
      ...{ fields, possible: fails },
    },
    UnfenceWithDirectoriesOffline: {
      code: 'mi',
      text: 'controller unfences broker {broker}, and hears in the same heartbeat that its log directory has failed',
      ...{ fields, possible: fails },
    },
    AssignReplicasToDirs: {
      code: 'mv',
      text: 'controller handles the AssignReplicasToDirs of broker {broker}',
      ...{ fields, possible: hasDirectories(bounds) },
    },
    RepairDirectory: {
      code: 'mw',
      text: 'failed log directory of broker {broker} is repaired',
      ...{ fields, possible: fails },
    },
    RemoveDirectory: {
      code: 'mz',
      text: 'failed log directory of broker {broker} is taken out of log.dirs',
      ...{ fields, possible: fails },
    },
  }
}
