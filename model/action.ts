import { catalogue, type Catalogue } from '../kit/catalogue'
import { int, peer } from '../kit/schema'
import { canStop, type Bounds } from './bounds'
import type { BrokerId, Offset } from './state'

/**
 * Everything that can happen, in the order of a normal day.
 *
 * Actions are semantic and relative: "handles the next request of the controller", not "handles the request of epoch 3".
 * So a schedule keeps its meaning when a step is taken out of it. Brokers handle what waits for them in order; there is
 * no clock, and a time-out is an action like any other.
 */
export type Action =
  | { readonly type: 'Produce'; readonly broker: BrokerId }
  | { readonly type: 'Fetch'; readonly follower: BrokerId }
  | { readonly type: 'ConsumerFetch'; readonly broker: BrokerId }
  | { readonly type: 'CheckpointHighWatermark'; readonly broker: BrokerId }
  | { readonly type: 'ShrinkIsr'; readonly leader: BrokerId; readonly follower: BrokerId }
  | { readonly type: 'HandleLeaderAndIsr'; readonly broker: BrokerId; readonly controllerEpoch: number }
  | { readonly type: 'Truncate'; readonly follower: BrokerId }
  | { readonly type: 'NoticeFailure'; readonly broker: BrokerId }
  | { readonly type: 'NoticeReturn'; readonly broker: BrokerId }
  | { readonly type: 'MoveLeader'; readonly broker: BrokerId }
  | { readonly type: 'ControlledShutdown'; readonly broker: BrokerId }
  | { readonly type: 'ControllerFailover' }
  | { readonly type: 'Stop'; readonly broker: BrokerId }
  | { readonly type: 'Start'; readonly broker: BrokerId }
  | { readonly type: 'Reconnect'; readonly broker: BrokerId }
  | { readonly type: 'ProcessCrash'; readonly broker: BrokerId }
  | { readonly type: 'MachineCrash'; readonly broker: BrokerId; readonly kept: Offset }
  | { readonly type: 'CutOff'; readonly broker: BrokerId }
  | { readonly type: 'LoseRequest'; readonly broker: BrokerId; readonly controllerEpoch: number }

export type ActionOf<T extends Action['type']> = Extract<Action, { readonly type: T }>

/** All actions within these bounds. A fault without a budget is not among them. */
export const actionsWithin = (bounds: Bounds): Catalogue<Action> => {
  const { faults } = bounds
  const someBroker = peer(bounds.brokers)
  const broker = { broker: someBroker }
  const controllerEpoch = int(0, faults['controller-failover'])
  const stops = canStop(bounds)
  const returns = stops || faults['cut-off'] > 0
  return catalogue<Action>({
    Produce: { code: 'p', text: 'producer sends a record to broker {broker}', fields: broker },
    Fetch: { code: 'f', text: 'broker {follower} fetches from its leader', fields: { follower: someBroker } },
    ConsumerFetch: { code: 'c', text: 'consumer fetches from broker {broker}', fields: broker },
    CheckpointHighWatermark: {
      code: 'h',
      text: 'broker {broker} checkpoints its high watermark',
      fields: broker,
      possible: stops,
    },
    ShrinkIsr: {
      code: 's',
      text: 'broker {leader} drops lagging broker {follower} from the ISR',
      fields: { leader: someBroker, follower: someBroker },
      possible: faults['isr-shrink'] > 0,
    },
    HandleLeaderAndIsr: {
      code: 'l',
      text: 'broker {broker} handles the next LeaderAndIsr of controller epoch {controllerEpoch}',
      fields: { ...broker, controllerEpoch },
    },
    Truncate: { code: 't', text: 'broker {follower} truncates', fields: { follower: someBroker } },
    NoticeFailure: {
      code: 'nf',
      text: 'controller notices that broker {broker} is gone',
      fields: broker,
      possible: returns,
    },
    NoticeReturn: {
      code: 'nr',
      text: 'controller notices that broker {broker} is back',
      fields: broker,
      possible: returns,
    },
    MoveLeader: {
      code: 'm',
      text: 'controller moves the leader to broker {broker}',
      fields: broker,
      possible: faults['leader-move'] > 0,
    },
    ControlledShutdown: {
      code: 'cs',
      text: 'controller agrees to shut down broker {broker}',
      fields: broker,
      possible: faults['clean-shutdown'] > 0,
    },
    ControllerFailover: {
      code: 'cf',
      text: 'another broker becomes controller',
      fields: {},
      possible: faults['controller-failover'] > 0,
    },
    Stop: { code: 'q', text: 'broker {broker} stops cleanly', fields: broker, possible: faults['clean-shutdown'] > 0 },
    Start: { code: 'u', text: 'broker {broker} starts', fields: broker, possible: stops },
    Reconnect: {
      code: 'r',
      text: 'broker {broker} reaches ZooKeeper again',
      fields: broker,
      possible: faults['cut-off'] > 0,
    },
    ProcessCrash: {
      code: 'k',
      text: 'the process of broker {broker} crashes',
      fields: broker,
      possible: faults['process-crash'] > 0,
    },
    MachineCrash: {
      code: 'x',
      text: 'the machine of broker {broker} crashes, {kept} records survive',
      fields: { ...broker, kept: int(0, Math.max(0, bounds.records - 1)) },
      possible: faults['machine-crash'] > 0,
    },
    CutOff: {
      code: 'z',
      text: 'broker {broker} is cut off from ZooKeeper and the controller',
      fields: broker,
      possible: faults['cut-off'] > 0,
    },
    LoseRequest: {
      code: 'd',
      text: 'the next LeaderAndIsr of controller epoch {controllerEpoch} to broker {broker} is lost',
      fields: { ...broker, controllerEpoch },
      possible: faults['lost-request'] > 0,
    },
  })
}
