/** One partition: an instance of the model whose brokers are the replicas, in the order of the assignment. */
import { has } from '../../kit/bits'
import { isRefused } from '../../kit/refused'
import type { Machine } from '../../contract/machine'
import type { Action } from '../../model/actions'
import { bounds, type Settings } from '../../model/bounds'
import { controllerEpochOf, liveBrokers, stateOf, type PartitionState } from '../../model/coordinator/coordinator'
import { kafka } from '../../model/machine'
import { replicaOf } from '../../model/cluster'
import { faults, type Cluster, type Fault, type Replica } from '../../model/state'
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
  readonly settings: Settings
  readonly protocol: Protocol
  readonly state: Cluster
  /** Which followers do not keep up with which leader, and since when. */
  readonly late: readonly Late[]
  /** How many records, epochs and faults of each kind the bounds of the machine have room for. */
  readonly room: number
  readonly machine: Machine<Cluster, Action>
}

/** A follower, by its place, that has not been caught up with a leader since some time. */
export interface Late {
  readonly leader: number
  readonly follower: number
  /** Milliseconds since 1970. */
  readonly since: number
}

/** A record as its producer sent it. */
export interface Written {
  readonly key: string | null
  readonly value: string | null
  /** Milliseconds since 1970. */
  readonly timestamp: number
}

const ROOM = 32

/** Records that one fetch brings. */
const FETCH = 16

type Made = Pick<Partition, 'topic' | 'id' | 'replicas' | 'settings' | 'protocol'> & {
  /** The epoch of the controller that creates it. */
  readonly controllerEpoch: number
}

/** A new partition: all replicas are in sync, and the preferred one leads. */
export const partitionOf = (made: Made): Partition => {
  const machine = machineOf(made, ROOM)
  const controllersBefore = made.controllerEpoch - controllerEpochOf(machine.initial)
  return {
    ...made,
    controllersBefore,
    isr: made.replicas,
    written: [],
    late: [],
    room: ROOM,
    machine,
    state: machine.initial,
  }
}

const machineOf = (
  { protocol, settings, replicas }: Pick<Made, 'protocol' | 'settings' | 'replicas'>,
  room: number,
): Machine<Cluster, Action> =>
  kafka({
    protocol,
    settings,
    bounds: bounds({
      ...{ brokers: replicas.length, records: room, epochs: room, fetchRecords: FETCH },
      ...{ controlledShutdown: 'gives-up', lagClock: true, faults: budgets(room) },
    }),
  })

/** What is not asked for here has no budget, because its budget alone would change the steps. */
const budgets = (room: number): Partial<Record<Fault, number>> => {
  const left: readonly Fault[] = ['lost-zk-answer', 'id-taken-over', 'lost-request', 'repeated-request']
  return Object.fromEntries(faults.filter((fault) => !left.includes(fault)).map((fault) => [fault, room]))
}

/** The same partition, with room for as much again as there is. */
const roomy = (partition: Partition): Partition => {
  const { state, room } = partition
  const used = Math.max(state.produced[0] ?? 0, agreedOf(partition).leaderEpoch, ...Object.values(state.spent))
  if (used + FETCH < room) return partition
  return { ...partition, room: 2 * room, machine: machineOf(partition, 2 * room) }
}

/** The same partition under other settings. */
export const withSettings = (partition: Partition, changes: Partial<Settings>): Partition => {
  const settings = { ...partition.settings, ...changes }
  const isSame = (['acks', 'minIsr', 'uncleanElection'] as const).every(
    (name) => settings[name] === partition.settings[name],
  )
  return isSame ? partition : { ...partition, settings, machine: machineOf({ ...partition, settings }, partition.room) }
}

/** The partition after a step, or why the step is refused. */
export const fired = (partition: Partition, action: Action): Partition | string => {
  const next = partition.machine.fire(partition.state, action)
  return isRefused(next) ? next.refused : moved(partition, next)
}

/** The partition after a step; the same partition where the step is refused. */
export const tried = (partition: Partition, action: Action): Partition => {
  const next = partition.machine.fire(partition.state, action)
  return isRefused(next) ? partition : moved(partition, next)
}

const moved = (partition: Partition, state: Cluster): Partition => {
  const after = { ...partition, state }
  const isNewEpoch = agreedOf(after).leaderEpoch !== agreedOf(partition).leaderEpoch
  const controllerEpoch = isNewEpoch
    ? controllerEpochOf(state) + partition.controllersBefore
    : partition.controllerEpoch
  return roomy({ ...after, controllerEpoch, isr: isrAfter(after) })
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
