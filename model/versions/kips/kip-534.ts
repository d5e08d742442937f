import { NO_HORIZON } from '../../storage/segment'
import type { Amendment } from '../decisions'

/**
 * KIP-534 (KAFKA-8522): a tombstone has a delete horizon of its own.
 *
 * Tombstones aged by the times at which files were modified, relative to each other. If little is written, files
 * are of about the same age, and tombstones stayed for ever. Now the first round of the cleaner that keeps a tombstone
 * writes into its batch from when on it may go: delete.retention.ms later. A later round removes it.
 *
 * MemoryRecords.filterTo, Cleaner.shouldRetainRecord (3.1.0; read at 2.7.0, 3.1.0 and 3.9.0)
 */
export const kip534: Amendment = {
  name: 'kip-534',
  title: 'A tombstone has a delete horizon of its own',
  since: '3.1.0',
  repairs: 'tombstones that stay for ever',
  readAt: '3.1.0',
  answers: {
    keepsTombstone: 'Yes, until its delete horizon; and where it has none yet, it gets one.',
    deleteHorizon: 'The present time and delete.retention.ms.',
  },
  decide: () => ({
    keepsTombstone: ({ deleteHorizon }, { now }) => deleteHorizon === NO_HORIZON || now < deleteHorizon,
    deleteHorizon: (now, { deleteRetentionMs }) => now + deleteRetentionMs,
  }),
}
