import { fencedEpoch, unknownEpoch } from '../../replica/epoch-errors'
import type { Amendment } from '../decisions'

/**
 * KIP-320: whoever asks a leader says in which epoch, and is answered only by a leader of the same epoch.
 *
 * A replica that missed leader changes kept fetching, and when its old leader led again in a newer epoch it appended to
 * a tail that it should have cut: nothing in its log gives it away. Requests now carry the current leader epoch, and both
 * an older and a newer one are refused. A fenced follower stops until it learns the current epoch from the controller.
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
