import { UNDEFINED } from '../../replica/epochs'
import type { Amendment } from '../decisions'
import type { EpochEntry } from '../../replica/epochs'

/**
 * KAFKA-7415: a leader caches its epoch when it becomes leader, not when it first writes.
 *
 * Before, a leader added its epoch to the cache with its first append. Until then it returned UNDEFINED_EPOCH_OFFSET
 * for every epoch after the latest one in its cache. A follower whose latest epoch was such an epoch truncated to its
 * high watermark, which is the data loss that KIP-101 was to prevent. The same change makes epoch and start offset
 * strictly increasing in the cache. It also returns an end offset for an epoch older than all epochs in the cache: the
 * start offset of the first one.
 *
 * Partition.makeLeader, LeaderEpochFileCache.assign and endOffsetFor (2.0.1, 2.1.0; read at 2.1.0)
 */
export const kafka7415: Amendment = {
  name: 'kafka-7415',
  title: 'A leader caches its epoch when it becomes leader',
  since: '2.0.1',
  repairs: 'a follower that falls back to its high watermark, because its leader has not written yet',
  readAt: '2.1.0',
  answers: {
    assignEpoch:
      'The epoch is added, and every entry goes that is not smaller in both epoch and offset. If it is the latest already, only a smaller offset changes anything.',
    cachesEpochAsLeader: 'Yes, with its log end as the start.',
    endOffsetFor: (was) =>
      `For an epoch older than all in its cache: that epoch, and where the first one in its cache starts.\n${was}`,
  },
  decide: (was) => ({
    assignEpoch,
    cachesEpochAsLeader: () => true,
    endOffsetFor: (disk, epoch) => {
      const [first] = disk.epochs
      const isOlderThanAll = epoch !== UNDEFINED && first !== undefined && epoch < first.epoch
      return isOlderThanAll ? { epoch, endOffset: first.startOffset } : was.endOffsetFor(disk, epoch)
    },
  }),
}

/** LeaderEpochFileCache.assign, 2.1.0: whatever is not older in both columns gives way. */
const assignEpoch = (epochs: readonly EpochEntry[], epoch: number, startOffset: number): readonly EpochEntry[] => {
  const latest = epochs.at(-1)
  if (latest !== undefined && latest.epoch === epoch && startOffset >= latest.startOffset) return epochs
  return [...epochs.filter((entry) => entry.epoch < epoch && entry.startOffset < startOffset), { epoch, startOffset }]
}
