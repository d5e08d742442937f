/** What tells actions apart: codes for tokens, texts for people, and whether the bounds allow them at all. */
import { catalogue, type Catalogue, type Kinds } from '../kit/catalogue'
import { int, peer } from '../kit/schema'
import { implied, isAtomic, type KindsOf, PARTITION, partitionOf, RECORDS, recordsOf } from './action-fields'
import type { Action } from './actions'
import { coordinatorNamed, kraftTexts, withoutZooKeeper } from './kraft-texts'
import { lateTexts } from './late-texts'
import { oldProcessTexts } from './old-process-texts'
import { reassignmentTexts } from './reassignment-texts'
import { storageTexts } from './storage-texts'
import {
  answersMayBeLate,
  canBeReborn,
  canLoseSession,
  canRegisterAnew,
  canStop,
  isrAnswersCanBeLost,
  type Bounds,
} from './bounds'

/** All actions within these bounds, each with its code and its text. A fault without a budget is not among them. */
export const actionsWithin = (bounds: Bounds): Catalogue<Action> => catalogue<Action>(kindsWithin(bounds))

/** The definitions that this catalogue is made of. */
export const kindsWithin = (bounds: Bounds): Kinds<Action> => withoutZooKeeper(kindsOfBothEras(bounds), bounds)

const kindsOfBothEras = (bounds: Bounds): Kinds<Action> => ({
  ...ordinary(bounds),
  ...exchanged(bounds),
  ...noticed(bounds),
  ...harmful(bounds),
  ...halfway(bounds),
  ...healing(bounds),
  ...apart(bounds),
  ...oldProcessTexts(bounds),
  ...storageTexts(bounds),
  ...reassignmentTexts(bounds),
  ...kraftTexts(bounds),
  ...lateTexts(bounds),
})

/** What replicas do all day. */
const ordinary = (
  bounds: Bounds,
): KindsOf<
  'Produce' | 'Fetch' | 'ConsumerFetch' | 'CheckpointHighWatermark' | 'ShrinkIsr' | 'HandleLeaderAndIsr' | 'Truncate'
> => {
  const broker = { broker: peer(bounds.brokers) }
  const partition = partitionOf(bounds)
  const follower = { follower: peer(bounds.brokers), ...partition }
  return {
    Produce: {
      code: 'p',
      text: `producer sends a record to broker {broker}${PARTITION}`,
      fields: { ...broker, ...partition },
      implied,
      role: 'work',
    },
    Fetch: {
      code: 'f',
      text: `broker {follower} fetches from its leader${RECORDS}${PARTITION}`,
      fields: { follower: follower.follower, ...recordsOf(bounds), ...partition },
      implied: ['records', 'partition'],
      possible: isAtomic(bounds),
    },
    ConsumerFetch: {
      code: 'c',
      text: `consumer fetches from broker {broker}${PARTITION}`,
      fields: { ...broker, ...partition },
      implied,
      role: 'look',
    },
    CheckpointHighWatermark: {
      code: 'h',
      text: 'broker {broker} checkpoints its high watermark',
      fields: broker,
      possible: canStop(bounds),
    },
    ShrinkIsr: {
      code: 's',
      text: `broker {leader} drops lagging broker {follower} from the ISR${PARTITION}`,
      fields: { leader: peer(bounds.brokers), ...follower },
      implied,
      role: 'harm',
      possible: bounds.faults['isr-shrink'] > 0,
    },
    HandleLeaderAndIsr: {
      code: 'l',
      text: 'broker {broker} handles the next LeaderAndIsr[ of controller epoch {controllerEpoch}]',
      fields: { ...broker, controllerEpoch: controllerEpoch(bounds) },
    },
    Truncate: {
      code: 't',
      text: `broker {follower} truncates${PARTITION}`,
      fields: follower,
      implied,
      possible: isAtomic(bounds),
    },
  }
}

/** What they say to each other, message by message. */
const exchanged = (
  bounds: Bounds,
): KindsOf<'SendFetch' | 'SendOffsetsForLeaderEpoch' | 'Serve' | 'Count' | 'Receive' | 'GiveUp'> => {
  const follower = peer(bounds.brokers)
  const partition = partitionOf(bounds)
  const pair = { follower, leader: peer(bounds.brokers), ...partition }
  const possible = !isAtomic(bounds)
  const slow = bounds.faults.pause + bounds.faults['cut-link'] > 0
  return {
    SendFetch: {
      code: 'sf',
      text: `broker {follower} sends a fetch to its leader${PARTITION}`,
      fields: { follower, ...partition },
      implied,
      possible,
    },
    SendOffsetsForLeaderEpoch: {
      code: 'ae',
      text: `broker {follower} sends OffsetsForLeaderEpoch to its leader${PARTITION}`,
      fields: { follower, ...partition },
      implied,
      possible,
    },
    Serve: {
      code: 'a',
      text: `broker {leader} serves broker {follower}${RECORDS}${PARTITION}`,
      fields: { leader: pair.leader, follower, ...recordsOf(bounds), ...partition },
      implied: ['records', 'partition'],
      possible,
    },
    Count: {
      code: 'b',
      text: `broker {leader} counts the fetch of broker {follower}${PARTITION}`,
      fields: { leader: pair.leader, follower, ...partition },
      implied,
      possible,
    },
    Receive: {
      code: 'g',
      text: `broker {follower} gets the answer of broker {leader}${PARTITION}`,
      fields: pair,
      implied,
      possible: possible || answersMayBeLate(bounds),
    },
    GiveUp: {
      code: 'gu',
      text: `broker {follower} gives up waiting for broker {leader}${PARTITION}`,
      fields: pair,
      implied,
      possible: possible && slow,
    },
  }
}

/** What the controller notices and decides, and how brokers come and go. */
const noticed = (
  bounds: Bounds,
): KindsOf<
  | 'BrokerFailure'
  | 'BrokerStartup'
  | 'BrokerBounce'
  | 'MoveLeader'
  | 'ControlledShutdown'
  | 'ControllerFailover'
  | 'Stop'
  | 'Start'
> => {
  const { faults, controlledShutdown } = bounds
  const fields = { broker: peer(bounds.brokers) }
  const leaves = canBeReborn(bounds)
  return {
    BrokerFailure: { code: 'nf', text: 'controller notices that broker {broker} is gone', fields, possible: leaves },
    BrokerStartup: { code: 'nr', text: 'controller notices that broker {broker} is back', fields, possible: leaves },
    BrokerBounce: {
      code: 'nb',
      text: 'controller notices that broker {broker} was restarted',
      fields,
      possible: canRegisterAnew(bounds),
    },
    MoveLeader: {
      code: 'm',
      text: `controller moves the leader to broker {broker}${PARTITION}`,
      fields: { ...fields, ...partitionOf(bounds) },
      implied,
      role: 'harm',
      possible: faults['leader-move'] > 0,
    },
    ControlledShutdown: {
      code: 'cs',
      text: 'controller agrees to shut down broker {broker}',
      fields,
      role: 'harm',
      possible: faults['clean-shutdown'] > 0 && controlledShutdown !== 'no',
    },
    ControllerFailover: {
      code: 'cf',
      text: bounds.kraft === undefined ? 'another broker becomes controller' : 'another controller becomes active',
      fields: {},
      role: 'harm',
      possible: faults['controller-failover'] > 0,
    },
    Stop: {
      code: 'q',
      text: 'broker {broker} stops cleanly',
      fields,
      possible: faults['clean-shutdown'] > 0 && controlledShutdown !== 'no',
    },
    Start: { code: 'u', text: 'broker {broker} starts', fields, possible: canStop(bounds) },
  }
}

/** What the world does to a cluster. */
const harmful = (
  bounds: Bounds,
): KindsOf<'ProcessCrash' | 'MachineCrash' | 'CutOff' | 'Pause' | 'CutLink' | 'LoseRequest' | 'LoseAnswer'> => {
  const { faults, records } = bounds
  const broker = { broker: peer(bounds.brokers) }
  return {
    ProcessCrash: {
      code: 'k',
      text: 'the process of broker {broker} crashes',
      fields: broker,
      role: 'harm',
      possible: faults['process-crash'] > 0,
    },
    MachineCrash: {
      code: 'x',
      text: 'the machine of broker {broker} crashes, its log survives up to offset {kept}',
      fields: { ...broker, kept: int(0, Math.max(0, records - 1)) },
      role: 'harm',
      possible: faults['machine-crash'] > 0,
    },
    CutOff: {
      code: 'z',
      text: `broker {broker} is cut off from ${coordinatorNamed(bounds)}`,
      fields: broker,
      role: 'harm',
      possible: faults['cut-off'] > 0,
    },
    Pause: { code: 'y', text: 'broker {broker} is paused', fields: broker, role: 'harm', possible: faults.pause > 0 },
    CutLink: {
      code: 'n',
      text: 'the network from broker {from} to broker {to} is cut',
      fields: { from: peer(bounds.brokers), to: peer(bounds.brokers) },
      role: 'harm',
      possible: faults['cut-link'] > 0,
    },
    LoseRequest: {
      code: 'd',
      text: 'the next LeaderAndIsr[ of controller epoch {controllerEpoch}] to broker {broker} is lost',
      fields: { ...broker, controllerEpoch: controllerEpoch(bounds) },
      role: 'harm',
      possible: faults['lost-request'] > 0,
    },
    LoseAnswer: {
      code: 'e',
      text: 'broker {broker} handles the next LeaderAndIsr[ of controller epoch {controllerEpoch}], and its answer is lost',
      fields: { ...broker, controllerEpoch: controllerEpoch(bounds) },
      role: 'harm',
      possible: faults['repeated-request'] > 0,
    },
  }
}

/** What is rarer: a broker that reaches one of ZooKeeper and the controller, or stops without handing over its partitions. */
const halfway = (bounds: Bounds): KindsOf<'CutOffZooKeeper' | 'CutOffController' | 'StopUnasked'> => {
  const { faults, controlledShutdown } = bounds
  const broker = { broker: peer(bounds.brokers) }
  return {
    CutOffZooKeeper: {
      code: 'zz',
      text: 'broker {broker} is cut off from ZooKeeper',
      fields: broker,
      role: 'harm',
      possible: faults['cut-off-zookeeper'] > 0,
    },
    CutOffController: {
      code: 'zc',
      text: 'broker {broker} is cut off from the controller',
      fields: broker,
      role: 'harm',
      possible: faults['cut-off-controller'] > 0,
    },
    StopUnasked: {
      code: 'qu',
      text: 'broker {broker} stops cleanly without handing over',
      fields: broker,
      role: 'harm',
      possible: faults['clean-shutdown'] > 0 && controlledShutdown !== 'yes',
    },
  }
}

/** What heals: never limited. */
const healing = (bounds: Bounds): KindsOf<'Reconnect' | 'ReachAgain' | 'WakeUp' | 'MendLink'> => {
  const { faults } = bounds
  const broker = { broker: peer(bounds.brokers) }
  return {
    Reconnect: {
      code: 'r',
      text:
        bounds.kraft === undefined
          ? 'broker {broker} reaches ZooKeeper again'
          : 'broker {broker} reaches the controllers again',
      fields: broker,
      possible: canLoseSession(bounds),
    },
    ReachAgain: {
      code: 'rc',
      text: 'the controller reaches broker {broker} again',
      fields: broker,
      possible: faults['cut-off-controller'] > 0,
    },
    WakeUp: { code: 'w', text: 'broker {broker} wakes up', fields: broker, possible: faults.pause > 0 },
    MendLink: {
      code: 'o',
      text: 'the network from broker {from} to broker {to} is mended',
      fields: { from: peer(bounds.brokers), to: peer(bounds.brokers) },
      possible: faults['cut-link'] > 0,
    },
  }
}

/**
 * What is a step of its own only where the bounds say so: that time passes, what producers are told instead of success, and
 * what becomes of an ISR that was written.
 */
const apart = (
  bounds: Bounds,
): KindsOf<'PassLagTime' | 'ZooKeeperAnswers' | 'LoseZkAnswer' | 'RefuseProducer' | 'TimeOutProducer'> => {
  const fields = { leader: peer(bounds.brokers), ...partitionOf(bounds) }
  const possible = isrAnswersCanBeLost(bounds)
  const client = { fields: { broker: peer(bounds.brokers), ...partitionOf(bounds) }, implied, possible: bounds.clients }
  return {
    RefuseProducer: { code: 'pr', text: `broker {broker} refuses a producer${PARTITION}`, ...client, role: 'look' },
    TimeOutProducer: {
      code: 'pe',
      text: `the producer that has waited longest at broker {broker} times out${PARTITION}`,
      ...client,
    },
    PassLagTime: {
      code: 'pt',
      text: `replica.lag.time.max.ms passes at broker {leader} since broker {follower} was caught up${PARTITION}`,
      fields: { leader: peer(bounds.brokers), follower: peer(bounds.brokers), ...partitionOf(bounds) },
      implied,
      possible: bounds.lagClock,
    },
    ZooKeeperAnswers: {
      code: 'za',
      text: `ZooKeeper answers broker {leader}${PARTITION}`,
      fields,
      implied,
      possible,
    },
    LoseZkAnswer: {
      code: 'zl',
      text: `the answer of ZooKeeper to broker {leader} is lost${PARTITION}`,
      fields,
      implied,
      role: 'harm',
      possible,
    },
  }
}

const controllerEpoch = ({ faults }: Bounds): ReturnType<typeof int> => int(0, faults['controller-failover'])
