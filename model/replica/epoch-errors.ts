import { refuse } from '../../kit/refused'

/** FENCED_LEADER_EPOCH: a follower that gets this stops fetching the partition (AbstractFetcherThread.onPartitionFenced, 2.1.0). */
export const fencedEpoch = refuse('FENCED_LEADER_EPOCH: the leader is in a newer epoch than the follower')

/** UNKNOWN_LEADER_EPOCH: a follower that gets this tries again later. */
export const unknownEpoch = refuse('UNKNOWN_LEADER_EPOCH: the follower is in a newer epoch than the leader')
