/**
 * What comes late on a connection between a follower and its leader.
 *
 * The process of a follower ends, and its fetch is in the network, or in the request queue of the leader (RequestChannel). The leader
 * handles it all the same, and the answer goes nowhere. By then another process of the follower may have registered, with another log
 * (KAFKA-14139, KAFKA-15221). Each such fetch takes from the budget of `late-fetch` when it is counted: before that it changes nothing.
 */
import { isRefused, refuse } from '../../kit/refused'
import type { Rule } from '../../kit/rules'
import type { ActionOf } from '../actions'
import { brokerOf, idle, noLateFetches, spend, withBroker } from '../cluster'
import type { Config } from '../config'
import type { Between } from '../replica/replication'
import type { Cluster } from '../state'
import type { BrokerId } from '../values'
import { pending, withPending } from './fetcher-request'
import { count, serve } from './serving'

const refused = {
  noBudget: refuse('no more of this fault within the bounds'),
}

/** The cluster as if processes that have ended had sent what those have sent that run. */
const exchanged = (cluster: Cluster, follower: BrokerId): Cluster => {
  const { fetcherRequests, lateFetches } = brokerOf(cluster, follower)
  return withBroker(cluster, follower, { fetcherRequests: lateFetches, lateFetches: fetcherRequests })
}

/** A step that a leader takes with such a fetch. Nobody gets an answer. */
const late =
  (rule: Rule<Cluster, Between>): Rule<Cluster, Between> =>
  (cluster, between) => {
    const next = rule(exchanged(cluster, between.follower), between)
    if (isRefused(next)) return next
    if (pending(next, between)?.stage === 'read') return exchanged(next, between.follower)
    return exchanged(withPending(next, between, idle), between.follower)
  }

export const serveLate = (config: Config): Rule<Cluster, ActionOf<'ServeLate'>> => {
  const served = serve(config)
  return late((cluster, between) => served(cluster, { ...between, type: 'Serve', records: 1 }))
}

export const countLate = (config: Config): Rule<Cluster, ActionOf<'CountLate'>> => {
  const counts = count(config)
  const counted = late((cluster, between) => counts(cluster, { ...between, type: 'Count' }))
  return (cluster, { follower, leader, partition }) => {
    const spent = spend(config, cluster, 'late-fetch')
    if (spent === undefined) return refused.noBudget
    const next = counted(cluster, { follower, leader, partition })
    if (isRefused(next)) return next
    return withoutUncountable(config, { ...next, spent })
  }
}

/** Once the budget is used up, no late fetch matters any more. */
const withoutUncountable = ({ bounds }: Config, cluster: Cluster): Cluster => {
  if (cluster.spent['late-fetch'] < bounds.faults['late-fetch']) return cluster
  const lateFetches = noLateFetches(bounds)
  return { ...cluster, brokers: cluster.brokers.map((broker) => ({ ...broker, lateFetches })) }
}
