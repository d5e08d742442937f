import type { Amendment } from '../decisions'

/**
 * No release has this: the leader checks the leader epoch again when it updates the follower's state.
 *
 * A leader reads its log for a fetch under leaderIsrUpdateLock, and checks the leader epoch there. It updates the
 * follower's state after it has released the lock. If it handles a LeaderAndIsr request in between, it applies the
 * offset of the fetch in a newer leader epoch, in which the follower may have truncated its log. See
 * docs/decisions/0010-a-fence-and-a-count.md.
 *
 * The check would be in Partition.updateReplicaLogReadResult (2.1.0), updateFollowerFetchState (2.7.0). Neither checks
 * an epoch.
 */
export const fencedCount: Amendment = {
  name: 'hypothetical-fenced-count',
  title: 'A fetch is fenced when it is counted, too',
  since: 'no release',
  repairs: 'a leader that counts what a follower told it in an earlier epoch',
  readAt: '2.7.0',
  answers: {
    countsFetch: 'Only if the leader would still serve it: its leader epoch is compared once more.',
  },
  decide: (was) => ({
    countsFetch: (leader, epoch) => was.fencesFetch(leader, epoch) === undefined && was.countsFetch(leader, epoch),
  }),
}
