import type { Amendment } from '../decisions'

/**
 * KAFKA-7786: an answer about the end of an epoch is used only in the leader epoch in which it was asked for.
 *
 * While a follower waits for the answer, a new leader epoch of the same leader may reach it. The answer is one of before;
 * the follower truncated by it all the same, and went on to fetch in the new epoch.
 *
 * AbstractFetcherThread.truncateToEpochEndOffsets (2.1.1, 2.2.0; read at 2.1.0 and 2.1.1)
 */
export const kafka7786: Amendment = {
  name: 'kafka-7786',
  title: 'An answer about epochs counts in the leader epoch in which it was asked for',
  since: '2.1.1',
  repairs: 'a follower that truncates by what its leader said in an epoch that is over',
  readAt: '2.1.1',
  answers: {
    acceptsEpochEndOffset: 'No: it must still be in the leader epoch in which it asked.',
  },
  decide: (was) => ({
    acceptsEpochEndOffset: (replica, epoch) =>
      epoch === replica.leaderEpoch && was.acceptsEpochEndOffset(replica, epoch),
  }),
}
