import type { Amendment } from '../decisions'

/**
 * KAFKA-18723: a follower appends no batch of a later epoch than the one in which it fetches.
 *
 * The bytes of an answer are read when they are sent, which may be after the leader has become a follower of somebody else, and has
 * truncated and appended (broker/late-read.ts). Then a follower that fetches in the earlier epoch got batches of the new one, from a
 * place where its own log may have other records before. Now it leaves out the first batch of a later epoch, and all after it.
 *
 * UnifiedLog.analyzeAndValidateRecords, hasHigherPartitionLeaderEpoch (3.9.1, 4.0.1, 4.1.0; read at 3.9.0, 3.9.1, 4.0.0, 4.0.1, 4.1.0 and
 * 4.3.1)
 */
export const kafka18723: Amendment = {
  name: 'kafka-18723',
  title: 'A follower appends no batch of a later epoch than the one in which it fetches',
  since: '3.9.1',
  repairs: 'a follower that appends what its leader got from the next leader, behind records that it lacks',
  readAt: '4.3.1',
  answers: { appendsBatch: (was) => `Not one of a later epoch than its own, and nothing that comes after it.\n${was}` },
  decide: (was) => ({
    appendsBatch: (follower, epoch) => epoch <= follower.leaderEpoch && was.appendsBatch(follower, epoch),
  }),
}
