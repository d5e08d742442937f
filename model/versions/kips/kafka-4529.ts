import { storageBase } from '../storage-base'
import type { Amendment } from '../decisions'

/**
 * KAFKA-4529: a tombstone does not age by the timestamps of producers.
 *
 * A producer may give any timestamp. With those of KIP-33 a tombstone could be removed as soon as it was
 * compacted, before a consumer had a chance to read it. Tombstones age by the files again, as up to 0.10.0.
 *
 * Cleaner.clean, Cleaner.cleanSegments (0.10.1.1; read at 0.10.1.0, 0.10.1.1 and 0.10.2.2)
 */
export const kafka4529: Amendment = {
  name: 'kafka-4529',
  title: 'Tombstones age by files, not by the timestamps of producers',
  since: '0.10.1.1',
  repairs: 'tombstones that are removed before a consumer can read them',
  readAt: '0.10.2.2',
  answers: {
    keepsTombstone:
      'Yes, as long as the file of its segment was modified less than delete.retention.ms before that of the last clean segment.',
  },
  decide: () => ({ keepsTombstone: storageBase.keepsTombstone }),
}
