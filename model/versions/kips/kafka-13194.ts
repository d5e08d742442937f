import type { Amendment } from '../decisions'

/**
 * KAFKA-13194: the cleaner stops at the high watermark.
 *
 * It stopped at the first record of an open transaction, and where there was none, at the active segment only. So it
 * removed a committed record because of a newer one with the same key that was not committed. Where that one was truncated
 * later, the key was gone.
 *
 * LogCleanerManager.cleanableOffsets (3.1.0; read at 2.7.0 and 3.1.0)
 */
export const kafka13194: Amendment = {
  name: 'kafka-13194',
  title: 'The cleaner stops at the high watermark',
  since: '3.1.0',
  repairs: 'a committed record that is removed for one that is truncated later',
  readAt: '3.1.0',
  answers: {
    cleansBelow: 'Up to the high watermark: no segment with an offset at or above it.',
  },
  decide: () => ({ cleansBelow: (highWatermark) => highWatermark }),
}
