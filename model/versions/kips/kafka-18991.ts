import type { Amendment } from '../decisions'

/**
 * KAFKA-18991: the answer to a fetch counts in the leader epoch in which it was asked for.
 *
 * A follower waits for one answer at a time, whatever happens meanwhile. If it has a new leader epoch by then, of the same leader,
 * and would fetch from the same offset, it took the answer for one of the new epoch. Up to 2.7 that was rare, because in a new
 * epoch it truncated first. Since KIP-595 it fetches at once, and an old answer can make it append records that its leader has
 * truncated, or truncate a committed one.
 *
 * AbstractFetcherThread.processFetchRequest (3.9.1, 4.0.1, 4.1.0; read at 3.9.1)
 */
export const kafka18991: Amendment = {
  name: 'kafka-18991',
  title: 'The answer to a fetch counts in the leader epoch in which it was asked for',
  since: '3.9.1',
  repairs: 'a follower that cuts a committed record, because of what its leader said in an epoch that is over',
  readAt: '3.9.1',
  answers: {
    usesOldAnswer: 'It drops it, and fetches again.',
  },
  decide: () => ({ usesOldAnswer: () => 'never' }),
}
