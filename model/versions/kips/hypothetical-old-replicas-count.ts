import { maximalIsr } from '../../replica/isr'
import type { Amendment } from '../decisions'

/**
 * Not in Kafka: the high watermark waits for every member of the ISR, also for one that is no replica any more.
 *
 * When the controller completes a reassignment, it tells the leader first that the old replicas are gone, and takes them out of the ISR
 * after that. In between they may still be elected: by the next controller, if this one fails there. But since KAFKA-4485 the leader
 * moves the high watermark without them, and counts them for min.insync.replicas. So a record may be acknowledged that a
 * member of the ISR does not have (docs/decisions/0045).
 *
 * Partition.maybeIncrementLeaderHW (read at 2.1.1, 2.4.1 and 2.7.2)
 */
export const oldReplicasCount: Amendment = {
  name: 'hypothetical-old-replicas-count',
  title: 'The high watermark waits for members of the ISR that are no replicas any more',
  since: 'no release',
  repairs: 'a record that is acknowledged, and lost where a controller fails while it completes a reassignment',
  readAt: '2.7.0',
  answers: {
    highWatermarkQuorum: (was) => `${was} And those of members of the ISR that are not assigned any more.`,
  },
  decide: (was) => ({
    highWatermarkQuorum: (leadership) =>
      was.highWatermarkQuorum(leadership) | (maximalIsr(leadership) & leadership.unassigned),
  }),
}
