import { UNREGISTERED } from '../../coordinator/kraft/state'
import type { Amendment } from '../decisions'

/**
 * KAFKA-15221: a leader does not count a fetch of a process that has been replaced, nor any fetch while it proposes an ISR.
 *
 * A leader noted the offset and the broker epoch of any fetch, and looked at the epoch only when it was to propose an ISR. A fetch
 * of the process before could come in between, and its offset be taken for one of the present process. And it noted them without a
 * lock: it could find that a follower was fit by the fetch of one process, and propose it under the broker epoch of the next.
 *
 * Replica.updateFetchStateOrThrow, Partition.updateFollowerFetchState (3.7.0; read at 3.5.2, 3.6.2, 3.7.0 and 4.3.1)
 */
export const kafka15221: Amendment = {
  name: 'kafka-15221',
  title: 'A fetch of a process that has been replaced does not count',
  since: '3.7.0',
  repairs: 'a leader that takes what a broker had before its restart for what it has now',
  readAt: '4.3.1',
  answers: {
    acceptsFetchOf: (was) => `No, if it has heard of a later registration of an unfenced broker. ${was}`,
    locksFetchState: 'Yes.',
  },
  decide: (was) => ({
    acceptsFetchOf: (seen, fetched) =>
      (fetched === UNREGISTERED || seen.isFenced || seen.epoch <= fetched) && was.acceptsFetchOf(seen, fetched),
    locksFetchState: () => true,
  }),
}
