import type { Amendment } from '../decisions'

/**
 * KAFKA-2143: a follower whose fetch is out of range keeps its log, unless the log of its leader begins above its end.
 *
 * A fetch can be out of range for a moment only: the leader's log was shorter when it was read, and is longer by the time at
 * which the follower asks where it ends. The follower threw its whole log away then, and began anew where the log of its leader
 * begins. If the leader failed before it had fetched everything again, committed records were lost.
 *
 * ReplicaFetcherThread.handleOffsetOutOfRange (0.9.0.1; read at 0.9.0.0, 0.9.0.1 and 0.10.2.2), later
 * AbstractFetcherThread.fetchOffsetAndTruncate
 */
export const kafka2143: Amendment = {
  name: 'kafka-2143',
  title: 'A follower out of range keeps its log where the leader still has what follows',
  since: '0.9.0.1',
  repairs: 'a good log that is thrown away',
  readAt: '0.10.2.2',
  answers: {
    beginsAnewAt:
      'From where the log of its leader begins, if that is above its own log end. Otherwise it keeps its log.',
  },
  decide: () => ({ beginsAnewAt: (leaderStart, logEnd) => (leaderStart > logEnd ? leaderStart : undefined) }),
}
