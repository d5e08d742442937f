import { logEnd } from '../../replica/disk'
import { truncateEpochsFromEnd } from '../../replica/epochs'
import type { Amendment } from '../decisions'

/**
 * No release has this: a leader that becomes a follower keeps no epoch of which it has no record.
 *
 * KAFKA-10706 drops such an epoch where the follower truncates its log. Since KIP-595 a follower truncates only if its leader says that their
 * logs diverge. Where the new leader has records of that epoch, it does not say so: they were lost with the machine of this broker,
 * which led again in the same epoch (docs/findings/B78-an-epoch-that-begins-twice.md).
 *
 * Partition.makeFollower would call LeaderEpochFileCache.truncateFromEndAsyncFlush with its log end (read at 4.3.1).
 */
export const noEmptyEpoch: Amendment = {
  name: 'hypothetical-no-empty-epoch',
  title: 'A follower forgets an epoch in which it led and wrote nothing',
  since: 'no release',
  repairs:
    'an epoch cache that forgets where epochs begin, because a leader lost what it wrote and leads again in the same epoch',
  readAt: '4.3.1',
  answers: { makesFollower: (was) => `${was} Epochs at its log end go.` },
  decide: (was) => ({
    makesFollower: (before) => {
      const { disk, fetcher } = was.makesFollower(before)
      return { disk: { ...disk, epochs: truncateEpochsFromEnd(disk.epochs, logEnd(disk)) }, fetcher }
    },
  }),
}
