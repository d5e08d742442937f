import { fencedEpoch, unknownEpoch } from '../../replica/epoch-errors'
import type { Amendment } from '../decisions'

/**
 * KIP-320: requests of followers carry the current leader epoch. A leader in another leader epoch returns an error.
 *
 * A follower that missed leader changes could keep fetching. If its old leader was elected again in a newer leader
 * epoch, the follower appended records after records that it should have truncated, and nothing in its log shows this.
 * Now a leader returns FENCED_LEADER_EPOCH for an older leader epoch, and UNKNOWN_LEADER_EPOCH for a newer one. A
 * follower that is fenced stops fetching until it gets a LeaderAndIsr request with the current leader epoch.
 *
 * Up to 2.4 this holds for OffsetsForLeaderEpoch and ListOffsets. A Fetch carries the epoch as well, but in a fetch session
 * the leader does not look at it: see kafka-9338.ts.
 *
 * Partition.checkCurrentLeaderEpoch (2.1-IV1, for Fetch 2.1-IV2; read at 2.1.0)
 */
export const kip320: Amendment = {
  name: 'kip-320',
  title: 'Requests of followers are fenced by leader epoch',
  since: '2.1-IV2',
  repairs: 'a follower in an old epoch that goes on fetching, with a tail that the others have cut',
  readAt: '2.1.0',
  answers: {
    fences:
      'Those in a leader epoch that is not its own: FENCED_LEADER_EPOCH if it is older, UNKNOWN_LEADER_EPOCH if it is newer.',
  },
  decide: (was) => ({
    fences: (leader, epoch) => {
      if (epoch < leader.leaderEpoch) return fencedEpoch
      if (epoch > leader.leaderEpoch) return unknownEpoch
      return was.fences(leader, epoch)
    },
  }),
}
