/** What goes on by itself after each command, in a fixed order, until nothing changes. */
import { logEnd } from '../../model/replica/disk'
import type { Action } from '../../model/actions'
import { eachPartition, isControlled, isRegistered, type Deployment, type Host } from './deployment'
import { FETCH, fired, replicaAt, rulesOf, type Partition } from './partition'
import { settledIn } from './regrouping'

/** Each round of a partition is one pass over what may happen. Truncation without end (KAFKA-6361's kind) stops here. */
const ROUNDS = 500

/** Every partition after what goes on by itself; the same deployment where steps are taken one by one. */
export const healed = (deployment: Deployment): Deployment =>
  deployment.goesOn ? eachPartition(deployment, (partition) => settled(deployment, partition)) : deployment

const settled = (deployment: Deployment, begin: Partition): Partition => {
  let partition = begin
  const rules = rulesOf(begin)
  for (let round = 0; round < ROUNDS; round++) {
    const next = stepsOf(deployment, partition).reduce((present, step) => {
      const after = fired(present, step, rules)
      return typeof after === 'string' ? present : after
    }, partition)
    if (next.state === partition.state) return settledIn(partition)
    partition = next
  }
  return settledIn(partition)
}

/** The next steps that may happen by themselves, with the text of each. */
export const possibleSteps = (deployment: Deployment, partition: Partition): readonly Action[] => {
  const rules = rulesOf(partition)
  return stepsOf(deployment, partition).filter((step) => {
    const after = fired(partition, step, rules)
    return typeof after !== 'string' && after.state !== partition.state
  })
}

/**
 * What a running cluster goes on doing: the controller notices who is gone or back, brokers obey it, followers truncate and
 * fetch. What takes time (checkpoints, replica.lag.time.max.ms, the end of a session) happens when time passes.
 */
const stepsOf = (deployment: Deployment, partition: Partition): readonly Action[] => {
  const places = [...partition.replicas.keys()]
  const noticing = !isControlled(deployment) ? [] : places.flatMap((place) => noticed(deployment, partition, place))
  return [
    ...noticing,
    ...(isControlled(deployment) ? REASSIGNING : []),
    ...places.flatMap((place) => obeyed(partition, place)),
    ...places.map((broker): Action => ({ type: 'FlushSegments', broker, partition: 0 })),
    ...places.map((follower): Action => ({ type: 'Truncate', follower, partition: 0 })),
    ...places.map((follower): Action => ({
      type: 'Fetch',
      follower,
      records: recordsFor(partition, follower),
      partition: 0,
    })),
  ]
}

const REASSIGNING: readonly Action[] = [{ type: 'OnPartitionReassignment', partition: 0 }]

const noticed = (deployment: Deployment, partition: Partition, broker: number): readonly Action[] => {
  const host = deployment.hosts.find(({ id }) => id === partition.replicas[broker])
  const failure: readonly Action[] = isNoticed(deployment, host) ? [{ type: 'BrokerFailure', broker }] : []
  return [...failure, { type: 'BrokerBounce', broker }, { type: 'BrokerStartup', broker }]
}

/** The session of the broker has ended: at once where it has closed it, later where it died or stands still. */
const isNoticed = (deployment: Deployment, host: Host | undefined): boolean =>
  host !== undefined && !isRegistered(deployment, host)

const obeyed = ({ state }: Partition, broker: number): readonly Action[] => {
  const epochs = (state.brokers[broker]?.requests ?? []).map(({ controllerEpoch }) => controllerEpoch)
  return [...new Set(epochs)].flatMap((controllerEpoch): readonly Action[] => [
    { type: 'HandleLeaderAndIsr', broker, controllerEpoch },
    { type: 'HandleStopReplica', broker, controllerEpoch },
  ])
}

/** All that the leader has for the follower, as far as one fetch brings it. */
const recordsFor = (partition: Partition, follower: number): number => {
  const { leader } = replicaAt(partition, follower)
  if (leader < 0 || leader >= partition.replicas.length) return 1
  const left = logEnd(replicaAt(partition, leader).disk) - logEnd(replicaAt(partition, follower).disk)
  return Math.min(FETCH, Math.max(1, left))
}
