import type { Amendment } from '../decisions'

/**
 * 2.8.0 before KAFKA-13207: a log may be cut by the answer to a fetch although the broker does not fetch any more.
 *
 * The fetcher thread looks whether it still fetches the partition, and remembers where the logs diverge. Then it frees its lock,
 * and truncates in a second step. If the broker handles a LeaderAndIsr in between, it truncates the log of a leader: by what
 * another leader, of an older epoch, has said. Since 2.8.1 it looks again in the second step.
 *
 * Deliberately simplified: the answer may come after the LeaderAndIsr here. The thread would have looked before it, with the same
 * result.
 *
 * AbstractFetcherThread.processFetchRequest, maybeTruncateToEpochEndOffsets (2.8.0; read at 2.8.0 and 2.8.2)
 */
export const kafka13207Flaw: Amendment = {
  name: 'kafka-13207-flaw',
  title: 'An answer cuts the log of a broker that has stopped fetching (before KAFKA-13207)',
  since: '2.8.0',
  repairs: 'nothing: a mistake worth keeping',
  readAt: '2.8.0',
  answers: {
    cutsAfterRemoval: 'Yes: even a leader cuts its log.',
  },
  decide: () => ({ cutsAfterRemoval: () => true }),
}
