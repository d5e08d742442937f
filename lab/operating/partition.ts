/** One partition: an instance of the model whose brokers are the replicas, in the order of the assignment. */
import { has } from '../../kit/bits'
import type { Machine } from '../../contract/machine'
import { isRefused } from '../../kit/refused'
import type { Action } from '../../model/actions'
import { bounds, type Acks, type Bounds } from '../../model/bounds'
import { replicaOf } from '../../model/cluster'
import { controllerEpochOf, liveBrokers, stateOf, type PartitionState } from '../../model/coordinator/coordinator'
import { steps, type Scope } from '../../model/machine'
import { faults, type Cluster, type Fault, type Replica } from '../../model/state'
import type { Segment } from '../../model/storage/segment'
import type { StorageBounds, TopicConfig, Written } from '../../model/storage/storage-bounds'
import { segmentsOf } from '../../model/storage/view'
import type { Protocol } from '../../model/versions/decisions'

export interface Partition {
  readonly topic: string
  readonly id: number
  /** The broker ids of the replicas; the first is the preferred leader. In the instance, a replica has its place as its id. */
  readonly replicas: readonly number[]
  /** The broker ids of the ISR, in the order in which ZooKeeper has them: who comes back stands last. */
  readonly isr: readonly number[]
  /** The epoch of the controller that wrote the present leader epoch, and what to add to that of the instance for it. */
  readonly controllerEpoch: number
  readonly controllersBefore: number
  /** What each record of the instance is. The instance knows its place in this list only. */
  readonly written: readonly Written[]
  /** The times at which something was done, ascending. The instance knows the place of the present one in this list only. */
  readonly moments: readonly number[]
  /** The configuration in force. */
  readonly config: TopicConfig
  readonly protocol: Protocol
  readonly state: Cluster
  /** What the controller is asked for, by broker id; undefined: no reassignment is in progress. An empty list cancels it. */
  readonly moving: Moving | undefined
  /** Which followers do not keep up with which leader, and since when. */
  readonly late: readonly Late[]
}

/** A reassignment that is in progress, by broker id. */
export interface Moving {
  readonly target: readonly number[]
  readonly adding: readonly number[]
  readonly removing: readonly number[]
}

/** A follower, by its place, that has not been caught up with a leader since some time. */
export interface Late {
  readonly leader: number
  readonly follower: number
  /** Milliseconds since 1970. */
  readonly since: number
}

/** Records that one fetch brings. */
export const FETCH = 16

/** Nobody produces so many records, or hurts so often. */
const PLENTY = 1_000_000

type Made = Pick<Partition, 'topic' | 'id' | 'replicas' | 'config' | 'protocol' | 'controllerEpoch'> & {
  readonly now: number
}

/** A new partition: all replicas are in sync, and the preferred one leads. */
export const partitionOf = ({ now, ...made }: Made): Partition => {
  const begun = { ...made, isr: made.replicas, written: [], moments: [now], late: [], moving: undefined }
  const { initial } = steps(scopeOf(begun, '1'))
  return { ...begun, controllersBefore: made.controllerEpoch - controllerEpochOf(initial), state: initial }
}

/** What the rules of a partition are made for. A producer may ask for other acks than the last. */
export const scopeOf = (partition: Omit<Partition, 'state' | 'controllersBefore'>, acks: Acks): Scope => ({
  protocol: partition.protocol,
  settings: { acks, minIsr: partition.config.minIsr, uncleanElection: partition.config.uncleanElection },
  bounds: bounds({
    ...{ brokers: partition.replicas.length, records: PLENTY, epochs: PLENTY, fetchRecords: FETCH },
    ...{ controlledShutdown: 'gives-up', lagClock: true, faults: budgets },
    storage: storageOf(partition),
    ...reassignOf(partition),
  }),
})

/** One move at a time is asked for. */
const reassignOf = ({ moving, replicas }: Pick<Partition, 'moving' | 'replicas'>): Pick<Bounds, 'reassign'> =>
  moving === undefined
    ? {}
    : { reassign: { replicas: [...replicas.keys()], moves: [moving.target.map((id) => replicas.indexOf(id))] } }

/** What is not asked for here has no budget, because its budget alone would change the steps. */
const LEFT_OUT: readonly Fault[] = [
  ...(['lost-zk-answer', 'id-taken-over', 'lost-request', 'repeated-request'] as const),
  ...(['late-fetch', 'late-read'] as const),
]

const budgets: Partial<Record<Fault, number>> = Object.fromEntries(
  faults.filter((fault) => !LEFT_OUT.includes(fault)).map((fault) => [fault, PLENTY]),
)

/** The rules of a partition, for as long as its records, its configuration and its time stay as they are. */
export type RulesOf = Pick<Machine<Cluster, Action>, 'fire'>

export const rulesOf = (partition: Partition, acks: Acks = '1'): RulesOf => steps(scopeOf(partition, acks))

/** The partition after a step, or why the step is refused. */
export const fired = (
  partition: Partition,
  action: Action,
  rules: RulesOf = rulesOf(partition),
): Partition | string => {
  const next = rules.fire(partition.state, action)
  return isRefused(next) ? next.refused : moved(partition, next)
}

/** The partition after a step; the same partition where the step is refused. */
export const tried = (partition: Partition, action: Action): Partition => {
  const next = fired(partition, action)
  return typeof next === 'string' ? partition : next
}

/**
 * The clock of a partition shows this time: as after the step of the instance in which time passes. A moment at which no file was
 * written is forgotten.
 */
export const withTime = (partition: Partition, now: number): Partition => {
  const { moments, state } = partition
  if (moments.at(-1) === now) return partition
  const isUsed = state.brokers.some(({ replicas }) =>
    replicas.some(({ disk }) =>
      disk.files.some(({ segments }) => segments.some(({ modified }) => modified === state.now)),
    ),
  )
  if (!isUsed) return { ...partition, moments: [...moments.slice(0, -1), now] }
  return { ...partition, moments: [...moments, now], state: { ...state, now: moments.length } }
}

/** The segments of the replica at a place. */
export const segmentsAt = (partition: Partition, place: number): readonly Segment[] =>
  segmentsOf(storageOf(partition), replicaAt(partition, place).disk)

const storageOf = ({ written, moments, config }: Pick<Partition, 'written' | 'moments' | 'config'>): StorageBounds => ({
  workload: written,
  moments,
  configs: [config],
  deletesRecords: true,
})

const moved = (partition: Partition, state: Cluster): Partition => {
  if (state === partition.state) return partition
  const after = { ...partition, state }
  const isNewEpoch = agreedOf(after).leaderEpoch !== agreedOf(partition).leaderEpoch
  const controllerEpoch = isNewEpoch
    ? controllerEpochOf(state) + partition.controllersBefore
    : partition.controllerEpoch
  return { ...after, controllerEpoch, isr: isrAfter(after) }
}

/** Who leaves the ISR leaves its place, and who joins it stands last. */
const isrAfter = (partition: Partition): readonly number[] => {
  const { isr } = agreedOf(partition)
  const members = partition.replicas.filter((_, place) => has(isr, place))
  const stayed = partition.isr.filter((id) => members.includes(id))
  if (stayed.length === partition.isr.length && stayed.length === members.length) return partition.isr
  return [...stayed, ...members.filter((id) => !stayed.includes(id))]
}

/** What ZooKeeper holds: leader (a place, or -1), leader epoch, ISR. */
export const agreedOf = ({ state }: Pick<Partition, 'state'>): PartitionState => stateOf(state, 0)

/** The broker id of the leader; undefined: the partition is offline. */
export const leaderOf = (partition: Partition): number | undefined => partition.replicas[agreedOf(partition).leader]

/** The partition has a leader that the controller considers alive. Where none could be elected, the old one may still be in ZooKeeper. */
export const isOnline = (partition: Partition): boolean => {
  const { leader } = agreedOf(partition)
  return leader >= 0 && has(liveBrokers(partition.state), leader)
}

/** The place of a broker in the assignment; undefined: it has no replica. */
export const placeOf = ({ replicas }: Partition, broker: number): number | undefined => {
  const place = replicas.indexOf(broker)
  return place < 0 ? undefined : place
}

/** The replica of a broker that has one. */
export const replicaAt = (partition: Partition, place: number): Replica => replicaOf(partition.state, place, 0)

export const partitionName = ({ topic, id }: Pick<Partition, 'topic' | 'id'>): string => `${topic}-${id}`
