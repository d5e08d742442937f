import type { Amendment } from '../decisions'

/**
 * KAFKA-4485: the high watermark waits for replicas that were caught up a short while ago.
 *
 * A follower that comes back has to reach the high watermark to join the ISR, and an ISR of one moves it with every record. So the
 * high watermark now also waits for every replica that was caught up within replica.lag.time.max.ms. A replica outside the ISR
 * is that only where its expansion failed, or waits for ZooKeeper: a fetch from the leader's log end lets it in otherwise.
 *
 * Without `lagClock` in the bounds nobody outside the ISR is taken for caught up, so this changes nothing.
 *
 * To find those, it looks at the assigned replicas, and no longer at the ISR. So while a reassignment is completed, it does not wait
 * for a member of the ISR that is no replica any more (docs/decisions/0045).
 *
 * Partition.maybeIncrementLeaderHW (0.10.2.0; read at 0.10.2.2 and 2.1.0)
 */
export const kafka4485: Amendment = {
  name: 'kafka-4485',
  title: 'The high watermark waits for replicas that were caught up a short while ago',
  since: '0.10.2.0',
  repairs:
    'nothing that a safety property sees: a follower that never gets to the high watermark, and so never into the ISR',
  readAt: '0.10.2.2',
  answers: {
    highWatermarkQuorum: (was) =>
      `${was} And those of replicas outside it that were caught up within replica.lag.time.max.ms. But only those of assigned replicas.`,
  },
  decide: (was) => ({
    highWatermarkQuorum: (leadership) =>
      (was.highWatermarkQuorum(leadership) | leadership.caughtUp) & ~leadership.unassigned,
  }),
}
