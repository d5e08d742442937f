import type { BrokerId, Offset, PartitionId } from './values'

/**
 * All actions: of replicas, then of the controller, then start and stop, faults and their repair.
 *
 * An action does not name a request by its content: it is "handles the next request of the controller", not "handles
 * the request of epoch 3". So a schedule is still valid if one step is removed. A broker handles the requests of one
 * controller in order. There is no clock; a timeout is an action like any other.
 */
export type Action =
  | { readonly type: 'Produce'; readonly broker: BrokerId; readonly partition: PartitionId }
  | {
      readonly type: 'Fetch'
      readonly follower: BrokerId
      readonly records: number
      readonly partition: PartitionId
    }
  | { readonly type: 'SendFetch'; readonly follower: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'SendOffsetsForLeaderEpoch'; readonly follower: BrokerId; readonly partition: PartitionId }
  | {
      readonly type: 'Serve'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly records: number
      readonly partition: PartitionId
    }
  | { readonly type: 'Count'; readonly leader: BrokerId; readonly follower: BrokerId; readonly partition: PartitionId }
  | {
      readonly type: 'Receive'
      readonly follower: BrokerId
      readonly leader: BrokerId
      readonly partition: PartitionId
    }
  | { readonly type: 'GiveUp'; readonly follower: BrokerId; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'RefuseProducer'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'TimeOutProducer'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'ConsumerFetch'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'CheckpointHighWatermark'; readonly broker: BrokerId }
  | {
      readonly type: 'ShrinkIsr'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly partition: PartitionId
    }
  | { readonly type: 'HandleLeaderAndIsr'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | { readonly type: 'Truncate'; readonly follower: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'BrokerFailure'; readonly broker: BrokerId }
  | { readonly type: 'BrokerStartup'; readonly broker: BrokerId }
  | { readonly type: 'BrokerBounce'; readonly broker: BrokerId }
  | { readonly type: 'MoveLeader'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'ControlledShutdown'; readonly broker: BrokerId }
  | { readonly type: 'ControllerFailover' }
  | { readonly type: 'Stop'; readonly broker: BrokerId }
  | { readonly type: 'StopUnasked'; readonly broker: BrokerId }
  | { readonly type: 'Start'; readonly broker: BrokerId }
  | { readonly type: 'Reconnect'; readonly broker: BrokerId }
  | { readonly type: 'ProcessCrash'; readonly broker: BrokerId }
  | { readonly type: 'MachineCrash'; readonly broker: BrokerId; readonly kept: Offset }
  | { readonly type: 'CutOff'; readonly broker: BrokerId }
  | { readonly type: 'CutOffZooKeeper'; readonly broker: BrokerId }
  | { readonly type: 'CutOffController'; readonly broker: BrokerId }
  | { readonly type: 'ReachAgain'; readonly broker: BrokerId }
  | { readonly type: 'Pause'; readonly broker: BrokerId }
  | { readonly type: 'WakeUp'; readonly broker: BrokerId }
  | { readonly type: 'CutLink'; readonly from: BrokerId; readonly to: BrokerId }
  | { readonly type: 'MendLink'; readonly from: BrokerId; readonly to: BrokerId }
  | { readonly type: 'LoseRequest'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | { readonly type: 'LoseAnswer'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | {
      readonly type: 'PassLagTime'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly partition: PartitionId
    }
  | { readonly type: 'TakeOverId'; readonly broker: BrokerId }
  | { readonly type: 'EndOld'; readonly broker: BrokerId }
  | { readonly type: 'ProduceToOld'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'ReadFromOld'; readonly broker: BrokerId; readonly partition: PartitionId }
  | {
      readonly type: 'FetchByOld'
      readonly follower: BrokerId
      readonly records: number
      readonly partition: PartitionId
    }
  | { readonly type: 'TruncateByOld'; readonly follower: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'PassTime' }
  | { readonly type: 'ChangeConfig'; readonly version: number }
  | {
      readonly type: 'DeleteRecords'
      readonly broker: BrokerId
      readonly offset: Offset
      readonly partition: PartitionId
    }
  | { readonly type: 'DeleteOldSegments'; readonly broker: BrokerId }
  | { readonly type: 'CleanLog'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'FlushSegments'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'CheckpointLogStart'; readonly broker: BrokerId }
  | { readonly type: 'CheckpointRecoveryPoint'; readonly broker: BrokerId }
  | { readonly type: 'FetchTooEarly'; readonly follower: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'LoseDisk'; readonly broker: BrokerId }
  | { readonly type: 'LoseHighWatermarks'; readonly broker: BrokerId }
  | { readonly type: 'LoseLogStarts'; readonly broker: BrokerId }
  | {
      readonly type: 'LoseEpochs'
      readonly broker: BrokerId
      readonly kept: number
      readonly partition: PartitionId
    }
  | { readonly type: 'CrashWhileLoading'; readonly broker: BrokerId }
  | { readonly type: 'FailLogDir'; readonly broker: BrokerId }
  | { readonly type: 'FailIndex'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'FailAppend'; readonly broker: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'HaltFailed'; readonly broker: BrokerId }
  | { readonly type: 'Reassign'; readonly partition: PartitionId }
  | { readonly type: 'OnPartitionReassignment'; readonly partition: PartitionId }
  | { readonly type: 'HandleStopReplica'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | { readonly type: 'RepeatStopReplica'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | { readonly type: 'HandleLateStopReplica'; readonly broker: BrokerId }
  | { readonly type: 'ReplayMetadata'; readonly broker: BrokerId; readonly behind: number }
  | { readonly type: 'RegisterBroker'; readonly broker: BrokerId }
  | { readonly type: 'FenceBroker'; readonly broker: BrokerId }
  | { readonly type: 'UnfenceBroker'; readonly broker: BrokerId }
  | { readonly type: 'HandleAlterPartition'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'ReceiveAlterPartition'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'LoseAlterPartition'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'CommitMetadata' }
  | { readonly type: 'AnswerAsReplaced'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'LoseMetadata'; readonly lost: number }
  | { readonly type: 'HaltAhead'; readonly broker: BrokerId }
  | {
      readonly type: 'ServeLate'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly partition: PartitionId
    }
  | {
      readonly type: 'CountLate'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly partition: PartitionId
    }
  | { readonly type: 'ExpandIsr'; readonly leader: BrokerId; readonly partition: PartitionId }
  | {
      readonly type: 'FetchSlowly'
      readonly follower: BrokerId
      readonly records: number
      readonly partition: PartitionId
    }
  | {
      readonly type: 'SendLate'
      readonly leader: BrokerId
      readonly follower: BrokerId
      readonly partition: PartitionId
    }
  | { readonly type: 'FailDirectory'; readonly broker: BrokerId }
  | { readonly type: 'ReplaceWithFutureLog'; readonly broker: BrokerId }
  | { readonly type: 'HandleDirectoriesOffline'; readonly broker: BrokerId }
  | { readonly type: 'UnfenceWithDirectoriesOffline'; readonly broker: BrokerId }
  | { readonly type: 'AssignReplicasToDirs'; readonly broker: BrokerId }
  | { readonly type: 'RepairDirectory'; readonly broker: BrokerId }
  | { readonly type: 'RemoveDirectory'; readonly broker: BrokerId }
  | { readonly type: 'ZooKeeperAnswers'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'LoseZkAnswer'; readonly leader: BrokerId; readonly partition: PartitionId }

export type ActionOf<T extends Action['type']> = Extract<Action, { readonly type: T }>
