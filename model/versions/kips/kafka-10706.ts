import { logEnd } from '../../replica/disk'
import { truncateEpochsFromEnd } from '../../replica/epochs'
import type { Amendment } from '../decisions'

/**
 * KAFKA-10706: truncating to the log end drops the epochs that begin there.
 *
 * A leader that never wrote leaves an empty epoch at the end of its cache (KAFKA-7415). As a follower it truncates to its
 * own log end, which used to do nothing, so the empty epoch stayed. If its leader then answers with an epoch that the follower
 * does not know, the follower truncates and asks without end. Otherwise the records of an older epoch that it fetches
 * next conflict with the empty one, and the cache drops both.
 *
 * Log.truncateTo (2.6.1, 2.7.0; read at 2.6.1), later UnifiedLog.truncateTo
 */
export const kafka10706: Amendment = {
  name: 'kafka-10706',
  title: 'Truncating to the log end drops empty epochs, too',
  since: '2.6.1',
  repairs: 'an epoch cache that forgets where epochs begin',
  readAt: '2.6.1',
  answers: {
    truncateTo: (was) => `${was} Empty epochs at the log end go in any case.`,
  },
  decide: (was) => ({
    truncateTo: (disk, offset) => {
      const cut = was.truncateTo(disk, offset)
      return { ...cut, epochs: truncateEpochsFromEnd(cut.epochs, logEnd(cut)) }
    },
  }),
}
