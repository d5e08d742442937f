import { largestTimestamp, type Segment } from '../../storage/segment'
import type { Amendment } from '../decisions'

/**
 * KIP-33: a segment is as old as the newest record in it, by the timestamps that producers gave.
 *
 * A replica that is copied anew has new files, and kept everything for another retention.ms. On the other hand a record with a
 * timestamp in the future now keeps its segment.
 *
 * The cleaner went by the same timestamps in 0.10.1.0 when it removed tombstones: kafka-4529.ts.
 *
 * Log.deleteRetenionMsBreachedSegments, LogSegment.largestTimestamp (0.10.1.0; read at 0.10.2.2 and 2.1.0); for tombstones
 * Cleaner.clean, cleanSegments (0.10.1.0)
 */
export const kip33: Amendment = {
  name: 'kip-33',
  title: 'A segment is as old as its newest record',
  since: '0.10.1.0',
  repairs: 'records that are kept anew where a replica is copied',
  readAt: '0.10.2.2',
  answers: {
    ageOf: 'The largest timestamp in it. Where it has no record: when its file was last modified.',
    keepsTombstone:
      'Yes, as long as the newest record of its segment is less than delete.retention.ms older than that of the last clean segment.',
  },
  decide: () => ({
    ageOf: newest,
    keepsTombstone: (_, { segment, lastClean, config }) =>
      newest(segment) > (lastClean === undefined ? 0 : newest(lastClean) - config.deleteRetentionMs),
  }),
}

/** LogSegment.largestTimestamp */
const newest = (segment: Segment): number => {
  const largest = largestTimestamp(segment)
  return largest < 0 ? segment.lastModified : largest
}
