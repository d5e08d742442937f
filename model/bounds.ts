import type { KraftBounds } from './coordinator/kraft/bounds'
import { faults, type Fault } from './state'
import type { StorageBounds } from './storage/storage-bounds'
import type { BrokerId } from './values'

/** How many answers a producer waits for. */
export type Acks = '0' | '1' | 'all'

/** The settings of the topic and its producer: what an operator chooses. */
export interface Settings {
  readonly acks: Acks
  /** min.insync.replicas */
  readonly minIsr: number
  /** unclean.leader.election.enable */
  readonly uncleanElection: boolean
}

/**
 * What is one step. atomic: a whole fetch (request, read, update of the follower's state, response) is one step.
 * message: each of these is a step of its own. Every run with `atomic` is also a run with `message`, which has many
 * more states.
 */
export type Grain = (typeof grains)[number]

export const grains = ['atomic', 'message'] as const

/**
 * Does a broker hand over its partitions before it stops? yes: it stops once the controller has agreed. gives-up: it may
 * also stop without that, after all its attempts (controlled.shutdown.max.retries). no: it does not ask the controller
 * (controlled.shutdown.enable=false, the default up to 0.8.1).
 */
export type ControlledShutdown = (typeof controlledShutdowns)[number]

export const controlledShutdowns = ['yes', 'gives-up', 'no'] as const

/** How large a world is explored. Nothing that heals is bounded, except by the number of leader epochs. */
export interface Bounds {
  /** Partitions of the topic; every broker has a replica of each. */
  readonly partitions: number
  readonly brokers: number
  /** Records that are produced to each partition. */
  readonly records: number
  /** Leader epochs 0 .. epochs - 1. The controller stops deciding when they are used up. */
  readonly epochs: number
  readonly grain: Grain
  /** Records that one fetch may bring. It may always bring fewer: replica.fetch.max.bytes and the limits of the whole answer. */
  readonly fetchRecords: number
  /** The first leader of partition 0, whose preferred leader is broker 0; the next partition begins with the next broker. */
  readonly leader: BrokerId
  /**
   * The broker that comes first in the assignment of partition 0, so that elections prefer it; the others follow in the order of
   * their ids, and after the last one comes broker 0. Undefined: broker 0. Only impartial.ts asks for another one.
   */
  readonly firstReplica?: BrokerId
  /** Do brokers hand over before they stop? */
  readonly controlledShutdown: ControlledShutdown
  /** How often each fault may happen, or FREE. */
  readonly faults: Readonly<Record<Fault, number>>
  /**
   * Sets of faults that share one budget, which is the budget of each of them in `faults`: one of them happens, and no other
   * (docs/decisions/0076). Undefined: each has its own.
   */
  readonly sharing?: readonly (readonly Fault[])[]
  /**
   * A leader knows which replicas were caught up within replica.lag.time.max.ms, and that time passes is a step. Without it any
   * replica may be late at any time, and none that is outside the ISR holds the high watermark back.
   */
  readonly lagClock: boolean
  /**
   * Two more things happen to producers, each as a step: one is refused before anything is appended, and one that waits
   * gets REQUEST_TIMED_OUT. The first changes nothing. The second only ends a wait, so it takes an acknowledgement away and
   * never gives one: what holds without them holds with them.
   */
  readonly clients: boolean
  /** The replicas of a partition move from broker to broker (docs/decisions/0045). Undefined: every broker has one for ever. */
  readonly reassign?: Reassignments
  /** KRaft coordinates the brokers. Undefined: ZooKeeper and its controller do. */
  readonly kraft?: KraftBounds
  /** Logs have segments and a start, and what of them is on disk is modelled (docs/decisions/0037). Undefined: they do not. */
  readonly storage?: StorageBounds
}

/** Which replicas a partition has at first, and what an administrator asks for, one after the other. */
export interface Reassignments {
  /** In the order of the assignment: the first is the preferred leader. */
  readonly replicas: readonly BrokerId[]
  /** The replicas that are asked for. An empty list cancels the reassignment that is in progress. */
  readonly moves: readonly (readonly BrokerId[])[]
}

/**
 * The budget of a fault that may happen again and again. A state tells only whether it has happened (docs/decisions/0075).
 */
export const FREE = Infinity

export const defaultSettings: Settings = { acks: 'all', minIsr: 1, uncleanElection: false }

const noFaults: Bounds['faults'] = Object.freeze(
  Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>,
)

/** Bounds from what differs from one partition, three brokers, two records, three epochs, one record a fetch and no fault at all. */
export const bounds = (
  differing: Partial<Omit<Bounds, 'faults'>> & { readonly faults?: Partial<Bounds['faults']> } = {},
): Bounds => ({
  partitions: 1,
  brokers: 3,
  records: 2,
  epochs: 3,
  grain: 'atomic',
  fetchRecords: 1,
  leader: 0,
  controlledShutdown: 'yes',
  lagClock: false,
  clients: false,
  ...differing,
  faults: { ...noFaults, ...differing.faults },
})

/** The faults that end a process without closing its logs. */
export const crashFaults: readonly Fault[] = [
  ...(['process-crash', 'machine-crash', 'disk-loss', 'directory-failure', 'io-error', 'quorum-loss'] as const),
]

/** The faults that stop a process that runs. */
export const stopFaults: readonly Fault[] = [...crashFaults, 'clean-shutdown']

/** Some fault stops a process, so that what is on disk comes into play. */
export const canStop = ({ faults: budget }: Pick<Bounds, 'faults'>): boolean =>
  stopFaults.some((fault) => budget[fault] > 0)

/** Brokers have several log directories, and it matters in which of them their replicas are. */
export const hasDirectories = ({ kraft, faults: budget }: Pick<Bounds, 'kraft' | 'faults'>): boolean =>
  kraft !== undefined && (mostDirectories({ faults: budget }) > 0 || kraft.unassigned === true)

/** How often a broker may have its replicas in another log directory than before. */
export const mostDirectories = ({ faults: budget }: Pick<Bounds, 'faults'>): number =>
  budget['directory-failure'] + budget['directory-move']

/** The answer to an ISR write can be lost, so a write and its answer are two steps. */
export const isrAnswersCanBeLost = ({ faults: budget }: Bounds): boolean => budget['lost-zk-answer'] > 0

/** A new machine may take over the id of a broker that is cut off and still runs. */
export const idsCanBeTakenOver = ({ faults: budget }: Bounds): boolean => budget['id-taken-over'] > 0

/** How many machines may be lost with what their disks hold. */
export const mostLosses = ({ faults: budget }: Bounds): number =>
  budget['machine-crash'] + budget['id-taken-over'] + budget['disk-loss'] + budget['directory-failure']

/** A machine may crash, so it matters what of a log is flushed. */
export const canLosePower = ({ faults: budget }: Bounds): boolean => budget['machine-crash'] > 0

/** Some fault ends the ZooKeeper session of a broker that goes on running. */
export const canLoseSession = ({ faults: budget }: Bounds): boolean =>
  budget['cut-off'] + budget['cut-off-zookeeper'] + budget.pause > 0

/** Some fault makes a broker register anew, so that what was sent to it before comes into play. */
export const canBeReborn = (bounds: Bounds): boolean => canStop(bounds) || canLoseSession(bounds)

/** The same, or the session of a broker ends while it waits for ZooKeeper, and it has a new one at once. */
export const canRegisterAnew = (bounds: Bounds): boolean => canBeReborn(bounds) || isrAnswersCanBeLost(bounds)

/** A fetch of a process that has ended may still be handled. */
export const fetchesMayBeLate = ({ faults: budget, grain }: Bounds): boolean =>
  budget['late-fetch'] > 0 && grain === 'message'

/** The records of an answer to a fetch may be read when it is sent. Where a fetch is one step, such a fetch is several. */
export const answersMayBeLate = ({ faults: budget }: Bounds): boolean => budget['late-read'] > 0

/** What a follower has asked, and not been answered, is a part of the state. */
export const hasRequestsUnderWay = (bounds: Bounds): boolean => bounds.grain === 'message' || answersMayBeLate(bounds)
