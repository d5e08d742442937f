import type { Amendment } from '../protocol'

/**
 * KAFKA-7164: a follower truncates on every new leader epoch, not only under a new leader.
 *
 * A follower that missed an epoch and finds the leader it knew had no reason to truncate; yet in between another leader
 * may have led, and its leader may have cut what the follower still has. Since 2.0.1 a skipped epoch counts, since 2.1
 * any newer one.
 *
 * Partition.makeFollower (2.0.1, 2.1.0; read at 2.1.0)
 */
export const kafka7164: Amendment = {
  name: 'kafka-7164',
  title: 'A follower truncates whenever the leader epoch grows',
  since: '2.0.1',
  repairs: 'a follower that keeps what its leader has cut, because the leader is the one it knew',
  decide: (was) => ({
    restartsFetcher: (replica, request) =>
      request.leaderEpoch > replica.leaderEpoch || was.restartsFetcher(replica, request),
  }),
}
