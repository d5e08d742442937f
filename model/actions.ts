import type { BrokerId, Offset, PartitionId } from './values'

/**
 * Everything that can happen, in the order of a normal day.
 *
 * Actions are semantic and relative: "handles the next request of the controller", not "handles the request of epoch 3".
 * So a schedule keeps its meaning when a step is taken out of it. Brokers handle what waits for them in order; there is
 * no clock, and a time-out is an action like any other.
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
  | { readonly type: 'ZooKeeperAnswers'; readonly leader: BrokerId; readonly partition: PartitionId }
  | { readonly type: 'LoseZkAnswer'; readonly leader: BrokerId; readonly partition: PartitionId }

export type ActionOf<T extends Action['type']> = Extract<Action, { readonly type: T }>
