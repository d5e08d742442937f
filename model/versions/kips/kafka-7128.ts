import { logEnd } from '../../replica/disk'
import type { Amendment } from '../decisions'

/**
 * KAFKA-7128: whoever joins the ISR must have all that the leader had when it became leader.
 *
 * A new leader's high watermark may lag behind the true one. "Has reached the high watermark" then admits a follower that
 * lacks committed records. A new leader does hold them all, though: so it keeps its own log end of the time when it became leader, and
 * nobody joins before reaching it.
 *
 * Partition.maybeExpandIsr, leaderEpochStartOffset (2.0.1, 2.1.0; read at 2.1.0)
 */
export const kafka7128: Amendment = {
  name: 'kafka-7128',
  title: "To join the ISR a follower must reach the start of the leader's epoch",
  since: '2.0.1',
  repairs: 'an ISR member that lacks committed records',
  readAt: '2.1.0',
  answers: {
    leaderEpochStartOffset: 'Its log end at that moment.',
    mayJoinIsr: (was) => `${was} Also all that the leader had when it became leader.`,
  },
  decide: (was) => ({
    leaderEpochStartOffset: logEnd,
    mayJoinIsr: (leader, end) => end >= leader.leadership.startOffset && was.mayJoinIsr(leader, end),
  }),
}
