import { members } from '../../../kit/bits'
import { logEnd } from '../../replica/disk'
import type { Offset } from '../../values'
import type { Amendment } from '../decisions'

/**
 * No release of Kafka has this: the high watermark of a follower moves before that of its leader. A server like Kafka
 * planned it as a stop-gap until it has leader epochs (apache/fluss#673, #674).
 *
 * In Kafka a follower learns one fetch later than its leader that a record is committed, and up to 0.10 it truncates to
 * its high watermark. Here the leader sends the high watermark that it will have once this follower has appended what it
 * is sent, and moves its own with the next fetch.
 *
 * That moves the gap, and closes nothing. Now the leader is one fetch behind: if the follower takes over, it commits the
 * record at once, and the former leader truncates it. And of three replicas the third one is behind as before. KIP-101
 * makes the order harmless, because nobody truncates to a high watermark any more (lab/records/follower-first.test.ts).
 */
export const followerFirst: Amendment = {
  name: 'hypothetical-follower-first',
  title: 'The high watermark of a follower moves before that of its leader',
  since: 'no release',
  repairs: 'nothing: it makes the leader truncate instead of the follower',
  readAt: '2.1.0',
  answers: {
    sentHighWatermark: 'The one that it will have once the follower has appended what it is sent.',
  },
  decide: (was) => ({
    sentHighWatermark: (leader, reader) => {
      const { leadership, disk } = leader
      let lowest = logEnd(disk)
      for (const member of members(was.highWatermarkQuorum(leadership))) {
        if (member === reader.self) continue
        const known = member === reader.follower ? reader.logEnd : (leadership.remoteLogEnds[member] as Offset)
        lowest = Math.min(lowest, known)
      }
      return Math.max(lowest, was.sentHighWatermark(leader, reader))
    },
  }),
}
