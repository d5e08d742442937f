import { UNREGISTERED } from '../../coordinator/kraft/state'
import type { Amendment } from '../decisions'

/**
 * No release has this: a leader does not count a fetch of an earlier registration, whether or not the broker is fenced.
 *
 * KAFKA-15221 compares the broker epoch of a fetch with that of a broker that is alive: `getAliveBrokerEpoch` knows none of a fenced one, and then any
 * fetch counts. A leader may have heard that a follower is fenced, and not yet that it is unfenced again, while the answer to its
 * AlterPartition has told it that the follower is in the ISR (docs/findings/B73-a-late-fetch-of-a-fenced-broker.md).
 *
 * Replica.updateFetchStateOrThrow would ask for the epoch of any registration (read at 3.7.0 and 4.3.1).
 */
export const fencedToo: Amendment = {
  name: 'hypothetical-fenced-too',
  title: 'A fetch of an earlier registration does not count, although the broker is fenced',
  since: 'no release',
  repairs: 'a leader that commits a record by a fetch of a process that has ended, because the next one was fenced',
  readAt: '4.3.1',
  answers: { acceptsFetchOf: (was) => `No, if it has heard of a later registration, fenced or not.\n${was}` },
  decide: (was) => ({
    acceptsFetchOf: (seen, fetched) =>
      (fetched === UNREGISTERED || seen.epoch <= fetched) && was.acceptsFetchOf(seen, fetched),
  }),
}
