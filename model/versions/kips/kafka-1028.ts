import type { Amendment } from '../decisions'

/**
 * KAFKA-1028: unclean election as a setting; where it is off, a follower that is ahead of its leader stops its broker.
 *
 * Consistency over availability, as a topic setting: a leader elected from the ISR cannot be behind its follower, so
 * something must be very wrong, and the follower's log might be the only good copy. But it can be: a leader that lost its
 * unflushed tail, or a follower that missed two elections (KAFKA-7414 takes this back).
 *
 * So that a replica from outside the ISR is not needed, the last one in it stays in it when it is gone.
 *
 * Deliberately simplified: the broker stops as in a crash. 1.1 and 2.0.0 checkpoint the high watermark on the way.
 *
 * OfflinePartitionLeaderSelector, KafkaController.removeReplicaFromIsr, ReplicaFetcherThread.handleOffsetOutOfRange (0.8.2;
 * read at 0.10.2.2, 1.1.1 and 2.0.0)
 */
export const kafka1028: Amendment = {
  name: 'kafka-1028',
  title: 'Unclean election is a setting; without it, a follower that is ahead of its leader stops its broker',
  since: '0.8.2',
  repairs: 'a leader from outside the ISR, whether the topic allows it or not',
  readAt: '2.0.0',
  answers: {
    mayElectUnclean: 'Only where unclean.leader.election.enable is true.',
    keepsLastInIsr: 'Only where unclean.leader.election.enable is false; otherwise the ISR may become empty.',
    onOutOfRange:
      "Where unclean.leader.election.enable is true, it truncates to the leader's log end and goes on; otherwise its broker stops.",
  },
  decide: () => ({
    mayElectUnclean: ({ uncleanElection }) => uncleanElection,
    keepsLastInIsr: ({ uncleanElection }) => !uncleanElection,
    onOutOfRange: ({ uncleanElection }) => (uncleanElection ? 'truncate' : 'exit'),
  }),
}
