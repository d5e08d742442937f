import type { Amendment } from '../decisions'

/**
 * KAFKA-7164, as 2.0.1 has it: a follower truncates when it missed a leader epoch.
 *
 * A leader epoch that is newer by more than one says that another leader may have led meanwhile. One that is newer by one
 * was thought to be safe: it comes from the same leader, and nobody led in between. 2.1 takes any newer epoch for a reason
 * to truncate (see kafka-7164.ts), so this is a step of 2.0.1 alone.
 *
 * Partition.makeFollower (2.0.1; read at 2.0.1)
 */
export const kafka7164Skipped: Amendment = {
  name: 'kafka-7164-skipped',
  title: 'A follower truncates when it missed a leader epoch',
  since: '2.0.1',
  repairs: 'a follower that keeps what its leader has cut in an epoch that the follower missed',
  readAt: '2.0.1',
  answers: {
    restartsFetcher: (was) => `Yes, if the follower missed a leader epoch: it is newer by more than one.\n${was}`,
  },
  decide: (was) => ({
    restartsFetcher: (replica, request) =>
      request.leaderEpoch > replica.leaderEpoch + 1 || was.restartsFetcher(replica, request),
  }),
}
