import type { Amendment } from '../decisions'

/**
 * KIP-497 as 2.7.0 to 3.0.0 have it, before KAFKA-13091: when a smaller ISR is written, the leader does not look at the high
 * watermark.
 *
 * It looks at it when it sends AlterIsr, where the larger ISR still counts, and then with the next fetch or append. If neither
 * comes, because the other replicas do not fetch and nobody produces, a producer with acks=all waits until its request times
 * out, although the whole ISR has its record. Since 3.1.0 the answer to AlterIsr moves the high watermark, too.
 *
 * `kip-497.ts` has the fix of KAFKA-13091, and this takes it back.
 *
 * Partition.maybeShrinkIsr, handleAlterIsrResponse (2.7.0; read at 2.7.0)
 */
export const kip497AsReleased: Amendment = {
  name: 'kip-497-as-released',
  title: 'The high watermark does not move when a smaller ISR is written (before KAFKA-13091)',
  since: '2.7.0',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '2.7.0',
  answers: {
    advancesWithShrunkIsr: 'No: the high watermark waits for the next fetch or append.',
  },
  decide: () => ({ advancesWithShrunkIsr: () => false }),
}
