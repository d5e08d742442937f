/** What passes between a follower and a leader about a partition, one request at a time. */
import { fetcherRequestOf, withFetcherRequest } from '../cluster'
import type { Between } from '../replica/replication'
import type { Cluster, FetcherRequest, Replica } from '../state'

export const pending = (cluster: Cluster, { follower, leader, partition }: Between): FetcherRequest | undefined =>
  fetcherRequestOf(cluster, follower, leader, partition)

export const withPending = (
  cluster: Cluster,
  { follower, leader, partition }: Between,
  fetcherRequest: FetcherRequest,
): Cluster => withFetcherRequest(cluster, follower, leader, partition, fetcherRequest)

/** The follower asks where epochs end before it fetches. */
export const isTruncating = ({ fetcher }: Replica): boolean => fetcher === 'truncating' || fetcher === 'truncatingAgain'
