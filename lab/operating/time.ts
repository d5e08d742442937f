/** Time passes: checkpoints are written, sessions end, followers are late. Never by a clock. */
import type { Action } from '../../model/actions'
import { has } from '../../kit/bits'
import {
  answers,
  dueTasks,
  eachPartition,
  nextDue,
  withHost,
  type Deployment,
  type Host,
  type Task,
} from './deployment'
import { controlled } from './events'
import { rebalanced } from './rebalancing'
import { healed } from './healing'
import { NOT_CLEANING } from '../../model/storage/files'
import { placeOf, replicaAt, tried, withTime, type Late, type Partition } from './partition'

/** So many milliseconds pass. What is due happens in the order of its time. */
export const later = (deployment: Deployment, duration: number): Deployment => {
  const end = deployment.now + duration
  const step = Math.max(SECOND, Math.ceil(duration / MOST_STEPS))
  let present = eachPartition(deployment, (partition) => watched(partition, deployment.now))
  while (present.now < end) present = elapsed(present, Math.min(end, present.now + step))
  return present
}

const SECOND = 1_000

/** A long wait takes larger steps. */
const MOST_STEPS = 1_000

const elapsed = (before: Deployment, now: number): Deployment => {
  const deployment = eachPartition({ ...before, now }, (partition) => withTime(partition, now))
  const noticed = rebalanced(healed(controlled(deployment)), before.now)
  const kept = noticed.hosts.reduce(withTasksDone, noticed)
  const dropped = eachPartition(kept, (partition) => withoutLate(partition, now - kept.kafka.lagTime))
  return eachPartition(healed(dropped), (partition) => watched(partition, now))
}

/** A broker that is paused does what was due once it goes on. */
const withTasksDone = (deployment: Deployment, host: Host): Deployment => {
  const { now } = deployment
  const due = dueTasks(host, now)
  if (!answers(host) || due.length === 0) return deployment
  const done = eachPartition(deployment, (partition) => {
    const broker = placeOf(partition, host.id)
    return broker === undefined ? partition : due.reduce((present, task) => taskDone(present, task, broker), partition)
  })
  return withHost(done, host.id, { due: nextDue(host, now) })
}

const taskDone = (partition: Partition, task: Task, broker: number): Partition => {
  if (task === 'cleaning') return cleaned(partition, broker)
  const type = (
    {
      'high watermarks': 'CheckpointHighWatermark',
      'recovery points': 'CheckpointRecoveryPoint',
      'log starts': 'CheckpointLogStart',
      retention: 'DeleteOldSegments',
    } as const
  )[task]
  return tried(partition, { type, broker })
}

/** Steps of one round of the cleaner, and of no second one. */
const MOST_GROUPS = 100

/** The cleaner cleans one round, if there is enough to clean. */
const cleaned = (begin: Partition, broker: number): Partition => {
  let partition = begin
  for (let group = 0; group < MOST_GROUPS; group++) {
    partition = tried(partition, { type: 'CleanLog', broker, partition: 0 })
    const [files] = replicaAt(partition, broker).disk.files
    if (files === undefined || files.cleaningUpTo === NOT_CLEANING) return partition
  }
  return partition
}

/** Notes since when each follower in the ISR does not keep up with a broker that believes it leads. */
const watched = (partition: Partition, now: number): Partition => {
  const places = [...partition.replicas.keys()]
  const late = places.flatMap((leader) =>
    places
      .filter((follower) => isLate(partition, leader, follower))
      .map((follower) => partition.late.find(isPair(leader, follower)) ?? { leader, follower, since: now }),
  )
  return late.length + partition.late.length === 0 ? partition : { ...partition, late }
}

const isPair =
  (leader: number, follower: number) =>
  (late: Late): boolean =>
    late.leader === leader && late.follower === follower

/** The leader drops every follower that has not been caught up since `before`. */
const withoutLate = (partition: Partition, before: number): Partition =>
  partition.late
    .filter(({ since }) => since <= before)
    .flatMap(({ leader, follower }): readonly Action[] => [
      { type: 'PassLagTime', leader, follower, partition: 0 },
      { type: 'ShrinkIsr', leader, follower, partition: 0 },
    ])
    .reduce(tried, partition)

const isLate = (partition: Partition, leader: number, follower: number): boolean => {
  if (leader === follower) return false
  const { leadership, leader: believed } = replicaAt(partition, leader)
  return believed === leader && has(leadership.isr, follower) && !fetches(partition, leader, follower)
}

/** The follower runs, fetches from this leader, and their packets get through. */
const fetches = ({ state }: Partition, leader: number, follower: number): boolean => {
  const [one, other] = [state.brokers[follower], state.brokers[leader]]
  const replica = one?.replicas[0]
  if (one === undefined || other === undefined || replica === undefined) return false
  if (!one.isUp || one.isPaused || replica.fetcher !== 'fetching' || replica.leader !== leader) return false
  return !has(one.unreachable, leader) && !has(other.unreachable, follower)
}
