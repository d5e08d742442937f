import type { Amendment } from '../decisions'

/**
 * KAFKA-1170: a follower is stuck when its log end has not moved for a while, even where there is nothing to fetch.
 *
 * From here on replica.lag.time.max.ms is enough, so a leader may remove any follower from the ISR, even one at the
 * leader's log end. (Up to 0.8.2 there is also replica.lag.max.messages; it adds no follower that time could not
 * remove.) Since 0.9 the time is measured from Replica.lastCaughtUpTimeMs; the model does not distinguish the two.
 * KAFKA-7152 reverts this.
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
