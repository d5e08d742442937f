import type { Amendment } from '../decisions'

/**
 * KAFKA-1170: a follower is stuck when its log end has not moved for a while, even where there is nothing to fetch.
 *
 * The clock alone decides from here on, so any follower may be late, one that has everything too. Later the clock was
 * that of the last time it was caught up, which comes to the same (KAFKA-7152 takes it back).
 *
 * Partition.getOutOfSyncReplicas (0.8.1; read at 0.8.2.0 and 0.10.2.2)
 */
export const kafka1170: Amendment = {
  name: 'kafka-1170',
  title: 'The clock alone decides who is lagging',
  since: '0.8.1',
  repairs: 'nothing that a safety property sees: an ISR that is wrong while a partition is reassigned',
  readAt: '0.10.2.2',
  answers: {
    mayLeaveIsr: 'Any: the clock alone decides.',
  },
  decide: () => ({ mayLeaveIsr: () => true }),
}
