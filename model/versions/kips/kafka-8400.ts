import type { Amendment } from '../decisions'

/**
 * KAFKA-8400: a fetch that is answered with an error is not counted.
 *
 * What could not be read has no offset, and the leader noted just that: it forgot what the follower has, until the next good
 * fetch. The high watermark waited, and a follower that has everything could be dropped from the ISR.
 *
 * ReplicaManager.updateFollowerLogReadResults (2.4.0; read at 2.1.0, 2.3.1 and 2.4.0)
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
