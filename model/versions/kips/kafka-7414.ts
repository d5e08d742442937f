import type { Amendment } from '../decisions'

/**
 * KAFKA-7414: a follower that is ahead of its leader truncates to the leader's log end, and goes on.
 *
 * Stopping the broker (KAFKA-1028) helped nobody: it came back and stopped again, and others followed.
 *
 * ReplicaFetcherThread.handleOffsetOutOfRange (2.0.1), AbstractFetcherThread.fetchOffsetAndTruncate (2.1.0)
 */
export const kafka7414: Amendment = {
  name: 'kafka-7414',
  title: 'A follower that is ahead of its leader truncates to it',
  since: '2.0.1',
  repairs: 'nothing that a safety property sees: brokers that stop one after another',
  readAt: '2.1.0',
  answers: {
    onOutOfRange: "It truncates to the leader's log end and goes on, whatever the settings.",
  },
  decide: () => ({ onOutOfRange: () => 'truncate' }),
}
