import type { Amendment } from '../decisions'

/**
 * No release has this: when a fetch is counted, its leader epoch is compared once more.
 *
 * A leader reads for a fetch under the lock of the partition, where it compares epochs, and counts it after that lock is free
 * again. Meanwhile a LeaderAndIsr may be handled, and the fetch is counted in an epoch in which the follower has cut its log. See
 * docs/decisions/0010-a-fence-and-a-count.md.
 *
 * It would stand in Partition.updateReplicaLogReadResult, which looks at no epoch (read at 2.1.0 and 2.7.0).
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
