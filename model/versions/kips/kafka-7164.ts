import type { Amendment } from '../decisions'

/**
 * KAFKA-7164: a follower truncates on every new leader epoch, not only under a new leader.
 *
 * A follower that missed an epoch and finds the leader it knew had no reason to truncate; yet in between another leader
 * may have led, and its leader may have cut what the follower still has.
 *
 * The fix came in two steps: at 2.0.1 a skipped epoch counts (kafka-7164-skipped.ts), and since 2.1, with KIP-320
 * (KAFKA-7395), any newer one. This is the second.
 *
 * Partition.makeFollower (2.0.1, 2.1.0; read at both)
 */
export const kafka7164: Amendment = {
  name: 'kafka-7164',
  title: 'A follower truncates whenever the leader epoch grows',
  since: '2.1.0',
  repairs: 'a follower that keeps what its leader has cut, because the leader is the one it knew',
  readAt: '2.1.0',
  answers: {
    restartsFetcher: (was) => `Yes, whenever the leader epoch is newer than the one that the follower knew.\n${was}`,
  },
  decide: (was) => ({
    restartsFetcher: (replica, request) =>
      request.leaderEpoch > replica.leaderEpoch || was.restartsFetcher(replica, request),
  }),
}
