/** What passes between a follower and a leader about a partition, one request at a time. */
import { exchangeOf, withExchange } from '../cluster'
import type { Between } from '../replica/replication'
import type { Cluster, Exchange, Replica } from '../state'

export const pending = (cluster: Cluster, { follower, leader, partition }: Between): Exchange | undefined =>
  exchangeOf(cluster, follower, leader, partition)

export const withPending = (cluster: Cluster, { follower, leader, partition }: Between, exchange: Exchange): Cluster =>
  withExchange(cluster, follower, leader, partition, exchange)

/** The follower asks where epochs end before it fetches. */
export const isTruncating = ({ fetcher }: Replica): boolean => fetcher === 'truncating' || fetcher === 'converging'
