/** Time passes: checkpoints are written, sessions end, followers are late. Never by a clock. */
import type { Action } from '../../model/actions'
import { has } from '../../kit/bits'
import { eachPartition, withHost, type Deployment, type Host } from './deployment'
import { controlled } from './events'
import { rebalanced } from './rebalancing'
import { healed } from './healing'
import { placeOf, replicaAt, tried, type Late, type Partition } from './partition'

/** replica.high.watermark.checkpoint.interval.ms */
const CHECKPOINT = 5_000

/** So many milliseconds pass. What is due happens in the order of its time. */
export const later = (deployment: Deployment, duration: number): Deployment => {
  const end = deployment.now + duration
  const step = Math.max(SECOND, Math.ceil(duration / MOST_STEPS))
  let present = eachPartition(deployment, (partition) => watched(partition, deployment.now))
  while (present.now < end) present = elapsed({ ...present, now: Math.min(end, present.now + step) }, present.now)
  return present
}

const SECOND = 1_000

/** A long wait takes larger steps. */
const MOST_STEPS = 1_000

const elapsed = (deployment: Deployment, before: number): Deployment => {
  const { kafka, now } = deployment
  const noticed = rebalanced(healed(controlled(deployment)), before)
  const checkpointed = noticed.hosts.reduce(maybeCheckpoint, noticed)
  const dropped = eachPartition(checkpointed, (partition) => withoutLate(partition, now - kafka.lagTime))
  return eachPartition(healed(dropped), (partition) => watched(partition, now))
}

const maybeCheckpoint = (deployment: Deployment, { id, isUp, pausedAt, ran }: Host): Deployment => {
  if (!isUp || pausedAt !== undefined || deployment.now - ran.checkpoint < CHECKPOINT) return deployment
  const written = eachPartition(deployment, (partition) => {
    const broker = placeOf(partition, id)
    return broker === undefined ? partition : tried(partition, { type: 'CheckpointHighWatermark', broker })
  })
  return withHost(written, id, { ran: { ...ran, checkpoint: deployment.now } })
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
