/** What a process has of KRaft in memory: at the beginning, after its end, and when it starts. */
import { NONE } from '../../../kit/schema'
import type { Bounds } from '../../bounds'
import type { Broker } from '../../state'
import { UNREGISTERED, type AlterPartition, type KraftMember } from './state'

const idleOf = (brokers: number): AlterPartition => ({
  stage: 'idle',
  isAwaited: false,
  error: 'none',
  leaderEpoch: 0,
  partitionEpoch: 0,
  isr: 0,
  counted: Array.from({ length: brokers }, () => UNREGISTERED),
})

/** No AlterPartition is under way. */
export const idleAlterPartition = ({ brokers }: Pick<Bounds, 'brokers'>): AlterPartition => idleOf(brokers)

const blank = ({ brokers, partitions }: Bounds): KraftMember => ({
  view: NONE,
  hasPublished: false,
  brokerEpoch: UNREGISTERED,
  serves: false,
  stoppedCleanly: false,
  awaitsCommit: false,
  isForgotten: false,
  hasLeftReplaced: false,
  isAhead: false,
  alterPartitions: Array.from({ length: partitions }, () => idleOf(brokers)),
})

/** A broker that does not run. Empty with ZooKeeper. */
export const noMember = (bounds: Bounds): Broker['kraft'] => (bounds.kraft === undefined ? [] : [blank(bounds)])

/** A broker that has heard of all there is at the beginning, in place 0 of the images, and serves. */
export const establishedMember = (bounds: Bounds): Broker['kraft'] =>
  bounds.kraft === undefined ? [] : [{ ...blank(bounds), view: 0, hasPublished: true, brokerEpoch: 0, serves: true }]

/** A process that has started, and published nothing. The first image it publishes is not older than `oldest`. */
export const startedMember = (bounds: Bounds, oldest: number, stoppedCleanly: boolean): Broker['kraft'] => [
  { ...blank(bounds), view: oldest, stoppedCleanly },
]
