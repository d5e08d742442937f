/**
 * The old process of a broker whose id a new machine has taken over (KAFKA-14885). It is cut off from ZooKeeper and from the
 * controller for good, and goes on serving the clients and the peers that are connected to it.
 *
 * What it does is what the rules say that its broker does. So each of its steps is taken in the cluster as those see it who are
 * connected to it: with the old process in the place of the new one.
 */
import { has, remove } from '../../kit/bits'
import { isRefused, refuse, type Refused } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { Action, ActionOf } from '../actions'
import { brokerOf, replaced, replicaOf } from '../cluster'
import type { Config } from '../config'
import type { Cluster, OldProcess } from '../state'
import type { BrokerId, Brokers, PartitionId } from '../values'
import { nextRequest } from './process'

const refused = {
  noOld: refuse('has no old process'),
}

/** The old process of a broker, if it still runs. */
const oldOf = ({ old }: Cluster, id: BrokerId): OldProcess | undefined => old.find((one) => one.id === id)

/** The cluster as those see it who are connected to the old process: it and the new one have changed places. */
export const asSeenFromOld = (cluster: Cluster): Cluster => {
  const [one] = cluster.old
  if (one === undefined) return cluster
  return {
    ...cluster,
    brokers: replaced(cluster.brokers, one.id, one.broker),
    old: [{ ...one, broker: brokerOf(cluster, one.id) }],
  }
}

/**
 * A step of the old process, or of a follower that is connected to it, by the rule for the broker in whose place it is. The new one,
 * which is out of sight, knows no zkVersion that such a step makes stale: only the leader that writes knows the present one.
 */
const inItsPlace = (cluster: Cluster, step: (seen: Cluster) => Cluster | Refused): Cluster | Refused => {
  const seen = asSeenFromOld(cluster)
  const next = step(seen)
  if (isRefused(next)) return next
  if (next === seen) return cluster
  const back = asSeenFromOld(next)
  return { ...back, old: back.old.filter(({ broker }) => broker.isUp) }
}

/** What an action of an old process would be, were it one of the broker in whose place it is. Undefined for any other action. */
export const onBehalfOf = (action: Action): Action | undefined => {
  if (action.type === 'ProduceToOld') return { ...action, type: 'Produce' }
  if (action.type === 'ReadFromOld') return { ...action, type: 'ConsumerFetch' }
  if (action.type === 'FetchByOld') return { ...action, type: 'Fetch' }
  return action.type === 'TruncateByOld' ? { ...action, type: 'Truncate' } : undefined
}

interface At {
  readonly broker: BrokerId
  readonly partition: PartitionId
}

/** What clients do at an old process. */
export const atOld =
  <T extends 'Produce' | 'ConsumerFetch'>(type: T, rule: Rule<Cluster, ActionOf<T>>): Rule<Cluster, At> =>
  (cluster, { broker, partition }) =>
    oldOf(cluster, broker) === undefined
      ? refused.noOld
      : inItsPlace(cluster, (seen) => rule(seen, { type, broker, partition } as ActionOf<T>))

interface Following {
  readonly follower: BrokerId
  readonly partition: PartitionId
}

/** What an old process does as a follower. Its leader takes it for the broker whose id it has. */
export const byOld =
  <T extends 'Fetch' | 'Truncate'>(type: T, rule: Rule<Cluster, ActionOf<T>>): Rule<Cluster, Following> =>
  (cluster, action) =>
    oldOf(cluster, action.follower) === undefined
      ? refused.noOld
      : inItsPlace(cluster, (seen) => rule(seen, { ...action, type } as unknown as ActionOf<T>))

/**
 * A follower asks the process to which it is connected: ReplicaFetcherThread keeps its connection as long as it runs (2.1.0).
 */
export const throughConnection =
  <A extends Following>(rule: Rule<Cluster, A>): Rule<Cluster, A> =>
  (cluster, action) => {
    const { follower, partition } = action
    const old = oldOf(cluster, replicaOf(cluster, follower, partition).leader)
    const isConnected = old !== undefined && has(old.followers[partition] as Brokers, follower)
    return isConnected ? inItsPlace(cluster, (seen) => rule(seen, action)) : rule(cluster, action)
  }

/**
 * A LeaderAndIsr request that starts the fetcher anew connects it to the new process: AbstractFetcherManager
 * .addFetcherForPartitions ends a thread whose broker has another address by now (2.1.0). Where the fetcher goes on, so does
 * its connection. One that becomes leader fetches no more: its leader is another one than before. It does not matter whether the controller gets the answer.
 */
export const reconnecting =
  <A extends ActionOf<'HandleLeaderAndIsr' | 'LoseAnswer'>>(
    { decide }: Config,
    rule: Rule<Cluster, A>,
  ): Rule<Cluster, A> =>
  (cluster, action) => {
    const next = rule(cluster, action)
    const request = nextRequest(brokerOf(cluster, action.broker), action.controllerEpoch)
    if (isRefused(next) || request === undefined || cluster.old.length === 0) return next
    const { partition } = request
    const before = replicaOf(cluster, action.broker, partition)
    const isSame = replicaOf(next, action.broker, partition) === before
    if (isSame || !decide.restartsFetcher(before, request)) return next
    return { ...next, old: next.old.map((one) => withoutFollower(one, partition, action.broker)) }
  }

const withoutFollower = (one: OldProcess, partition: PartitionId, follower: BrokerId): OldProcess => {
  const followers = one.followers[partition] as Brokers
  return has(followers, follower)
    ? { ...one, followers: replaced(one.followers, partition, remove(followers, follower)) }
    : one
}
