import type { Amendment } from '../decisions'

/**
 * KAFKA-7400: segments below the log start offset are deleted from a compacted topic, too.
 *
 * The log start offset of a replica moves with that of its leader, whatever the cleanup policy. With cleanup.policy=compact the
 * segments below it stayed, and were compacted again and again.
 *
 * Log.deleteOldSegments (2.1.0; read at 2.0.0 and 2.1.0)
 */
export const kafka7400: Amendment = {
  name: 'kafka-7400',
  title: 'A compacted topic has no segments below its log start',
  since: '2.1.0',
  repairs: 'segments that nobody can read, and that stay',
  readAt: '2.1.0',
  answers: {
    deletesBelowLogStart: 'Yes.',
  },
  decide: () => ({ deletesBelowLogStart: () => true }),
}
