import type { Amendment } from '../decisions'

/**
 * KAFKA-13790: a leader does not go back to what it knows to be over.
 *
 * A leader learns of its own change of the ISR by the answer to AlterPartition, and later once more from the metadata log. What the log
 * told it meanwhile of earlier changes, it took for the newest: it moved the high watermark by an ISR that had become larger. It also took
 * its leader epoch to begin anew each time, so that a follower had to reach another log end to join the ISR.
 *
 * Now it skips what has an earlier partition epoch than it knows, and begins an epoch once.
 *
 * Partition.makeLeader (3.3.0; read at 3.2.0, 3.3.1 and 4.3.1)
 */
export const kafka13790: Amendment = {
  name: 'kafka-13790',
  title: 'A leader skips what it knows to be over',
  since: '3.3.0',
  repairs: 'a leader that goes back to a smaller ISR, and moves the high watermark by it',
  readAt: '4.3.1',
  answers: {
    acceptsPartitionEpoch: 'No: an earlier partition epoch is skipped.',
    beginsEpochAgain: 'No: an epoch begins once.',
  },
  decide: () => ({
    acceptsPartitionEpoch: (known, told) => told >= known,
    beginsEpochAgain: () => false,
  }),
}
