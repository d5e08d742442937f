import type { Amendment } from '../decisions'

/**
 * KIP-107: a log has a start offset that is independent of its segments, and a follower takes over that of its leader.
 *
 * It came with DeleteRecords. The response to a fetch has the log start offset of the leader. It is written to
 * log-start-offset-checkpoint where it is above the base offset of the first segment.
 *
 * ReplicaFetcherThread.processPartitionData, Log.maybeIncrementLogStartOffset (0.11.0.0; read at 0.11.0.0 and 1.1.1)
 */
export const kip107: Amendment = {
  name: 'kip-107',
  title: 'A log has a start offset of its own, and followers take over that of the leader',
  since: '0.11.0.0',
  repairs: 'records that nobody can delete before they expire',
  readAt: '1.1.1',
  answers: {
    learnsLogStart: 'Yes, if it is above its own. What is below it is deleted later.',
  },
  decide: () => ({ learnsLogStart: () => true }),
}
