import { latestEpoch } from '../../replica/disk'
import { UNDEFINED } from '../../replica/epochs'
import type { Amendment } from '../decisions'

/**
 * KIP-595, as far as it is about replicas of topics: a follower truncates by the answer to its fetch.
 *
 * A Fetch says of which epoch the follower's last record is. The leader looks where that epoch ends in its own log. If that is
 * below the follower's log end, the answer has no records, but the epoch and the offset where the logs diverge, and the follower
 * truncates there as it did after OffsetsForLeaderEpoch. That request is not sent any more; a follower begins with a fetch, from
 * its log end. Only one without any epoch still truncates to its high watermark first.
 *
 * So the logs are compared at every fetch, and not once after a change of leader. But a follower that fetches at once may use the
 * answer to a fetch of an earlier epoch (KAFKA-18991).
 *
 * Since 2.7 leaders answer so, and since 2.8 followers ask: AbstractFetcherThread.partitionFetchState, truncateOnFetchResponse
 * (2.7-IV1; read at 2.7.2, 2.8.0 and 2.8.2).
 */
export const kip595: Amendment = {
  name: 'kip-595',
  title: 'Truncation by the answer to a fetch',
  since: '2.8.0',
  repairs: 'nothing in the releases before: one request less, and logs that are compared at every fetch',
  readAt: '2.8.2',
  answers: {
    makesFollower: (was) => `Nothing, if it has an epoch: it fetches from its log end.\n${was}`,
    usesOldAnswer: (was) =>
      `If it is FENCED_LEADER_EPOCH, it fetches again. ${was}\nA follower that has an epoch does not truncate first any more, so it uses the answer.`,
    lastFetchedEpoch:
      'The latest of its epoch cache. A leader whose log diverges below the log end of the follower says where.',
  },
  decide: (was) => ({
    makesFollower: (replica) =>
      latestEpoch(replica.disk) === UNDEFINED
        ? was.makesFollower(replica)
        : { disk: replica.disk, fetcher: 'fetching' },
    usesOldAnswer: () => 'unlessFenced',
    lastFetchedEpoch: latestEpoch,
  }),
}
