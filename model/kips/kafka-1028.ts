import type { Amendment } from '../protocol'

/**
 * KAFKA-1028: with unclean elections off, a follower that is ahead of its leader stops its broker.
 *
 * Consistency over availability, as a topic setting: a leader elected from the ISR cannot be behind its follower, so
 * something must be very wrong, and the follower's log might be the only good copy. But it can be: a leader that lost its
 * unflushed tail, or a follower that missed two elections (KAFKA-7414 takes this back).
 *
 * ReplicaFetcherThread.handleOffsetOutOfRange (0.8.2; read at 0.10.2.2, 1.1.1 and 2.0.0)
 */
export const kafka1028: Amendment = {
  name: 'kafka-1028',
  title: 'A follower that is ahead of its leader stops its broker, unless unclean elections are on',
  since: '0.8.2',
  repairs: 'a follower that cuts what might be the only copy',
  decide: () => ({
    onOutOfRange: ({ uncleanElection }) => (uncleanElection ? 'truncate' : 'exit'),
  }),
}
