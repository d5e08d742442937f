import type { Amendment } from '../decisions'

/**
 * KAFKA-8400: a fetch that is answered with an error is not counted.
 *
 * A read that failed has no fetch offset (LogOffsetMetadata.UnknownOffsetMetadata). Before 2.4 the leader stored this
 * as the follower's log end offset. Until the next successful fetch the high watermark did not advance, and a follower
 * that had caught up could be removed from the ISR.
 *
 * ReplicaManager.updateFollowerFetchState (2.4.0), updateFollowerLogReadResults (read at 2.1.0 and 2.3.1)
 */
export const kafka8400: Amendment = {
  name: 'kafka-8400',
  title: 'A failed fetch does not make the leader forget the follower',
  since: '2.4.0',
  repairs: 'nothing that a safety property sees: a leader that forgets how far a follower is',
  readAt: '2.4.0',
  answers: {
    notedAfterError: 'None: the leader keeps what it knew.',
  },
  decide: () => ({ notedAfterError: () => undefined }),
}
