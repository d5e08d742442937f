import type { Amendment } from '../decisions'

/**
 * KAFKA-5634: retention deletes nothing at or above the high watermark.
 *
 * A leader whose followers stall could delete records that are not committed yet. Then its log start offset was above its high
 * watermark, and a follower that had not fetched them was out of range, and began anew at the log start.
 *
 * Log.deletableSegments (0.11.0.1, 1.0.0; read at 0.11.0.0, 0.11.0.1, 1.1.1 and 2.1.0)
 */
export const kafka5634: Amendment = {
  name: 'kafka-5634',
  title: 'Retention stops at the high watermark',
  since: '0.11.0.1',
  repairs: 'a log that starts above its high watermark',
  readAt: '1.1.1',
  answers: {
    deletesBelow: 'Up to the high watermark: no segment with an offset at or above it.',
  },
  decide: () => ({ deletesBelow: (highWatermark) => highWatermark }),
}
