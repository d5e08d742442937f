import type { Amendment } from '../decisions'

/**
 * KAFKA-7164: a follower truncates on every new leader epoch, not only under a new leader.
 *
 * A follower that missed an epoch and finds the leader it knew had no reason to truncate; yet in between another leader
 * may have led, and its leader may have cut what the follower still has.
 *
 * The fix came in two steps: since 2.0.1 a skipped epoch counts, and since 2.1, with KIP-320 (KAFKA-7395), any newer one. This
 * is the second; no preset is of the first.
 *
 * Partition.makeFollower (2.0.1, 2.1.0; read at both)
 */
export const kafka7164: Amendment = {
  name: 'kafka-7164',
  title: 'A follower truncates whenever the leader epoch grows',
  since: '2.1.0',
  repairs: 'a follower that keeps what its leader has cut, because the leader is the one it knew',
  decide: (was) => ({
    restartsFetcher: (replica, request) =>
      request.leaderEpoch > replica.leaderEpoch || was.restartsFetcher(replica, request),
  }),
}
