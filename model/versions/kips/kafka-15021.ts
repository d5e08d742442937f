import type { Amendment } from '../decisions'

/**
 * KAFKA-15021: a smaller ISR takes no new leader epoch.
 *
 * With a new leader epoch every follower begins to follow anew, and the answer to the leader's own AlterPartition is of an epoch that
 * it does not know yet, so that its proposal stays pending until it hears of the partition. That held the high watermark
 * back whenever a broker shut down.
 *
 * PartitionChangeBuilder.triggerLeaderEpochBumpForIsrShrinkIfNeeded (3.6-IV0; read at 3.7.0 and 4.3.1)
 */
export const kafka15021: Amendment = {
  name: 'kafka-15021',
  title: 'A smaller ISR takes no new leader epoch',
  since: '3.6-IV0',
  repairs: 'nothing that a safety property sees: a high watermark that waits longer than it has to',
  readAt: '4.3.1',
  answers: { bumpsEpochOfShrunkIsr: 'No.' },
  decide: () => ({ bumpsEpochOfShrunkIsr: () => false }),
}
