import type { Amendment } from '../decisions'

/**
 * KAFKA-1188: stale LeaderAndIsr requests are taken for new ones.
 *
 * When a broker fails, the controller takes it out of the ISR, under a new leader epoch. 0.8.0 told only the leader, so
 * the other followers stayed in the older epoch and accepted whatever arrived late from in between. Now all remaining
 * replicas are told, and a follower whose leader has not changed carries on instead of truncating again.
 *
 * ReplicaStateMachine.handleStateChange, Partition.makeFollower (0.8.2; read at 0.10.2.2)
 */
export const kafka1188: Amendment = {
  name: 'kafka-1188',
  title: 'Every replica learns of a shrunk ISR; the same leader again is no reason to truncate',
  since: '0.8.2',
  repairs: 'a follower that stays in an older epoch, and truncates whenever it hears from the controller',
  readAt: '0.10.2.2',
  answers: {
    tellsFollowersOfShrunkIsr: 'Yes: all remaining replicas are told.',
    restartsFetcher: 'Yes, if the leader is another than before; under the same leader the follower goes on fetching.',
  },
  decide: () => ({
    tellsFollowersOfShrunkIsr: () => true,
    restartsFetcher: ({ leader }, request) => leader !== request.leader,
  }),
}
