import type { Amendment } from '../decisions'

/**
 * KAFKA-9338: every Fetch is fenced, not only the first of a fetch session.
 *
 * KIP-320 put the leader epoch into Fetch requests. But a leader keeps what a follower fetches in a session (KIP-227), and all
 * fetches but the first are read by what the session holds, which was no epoch: up to 2.4 they were neither FENCED nor UNKNOWN,
 * whatever the epochs.
 *
 * Deliberately simplified: without this amendment no Fetch is fenced, not even the first of a session.
 *
 * FetchSession.CachedPartition.updateRequestParams (2.5.0), IncrementalFetchContext.foreachPartition (read at 2.1.0 and 2.5.0)
 */
export const kafka9338: Amendment = {
  name: 'kafka-9338',
  title: 'The fence of KIP-320 holds for every Fetch',
  since: '2.5.0',
  repairs: 'a follower in an old epoch that goes on fetching in the session that it has',
  readAt: '2.5.0',
  answers: {
    fencesFetch:
      'Those in a leader epoch that is not its own: FENCED_LEADER_EPOCH if it is older, UNKNOWN_LEADER_EPOCH if it is newer.',
  },
  decide: (was) => ({ fencesFetch: (leader, epoch) => was.fences(leader, epoch) ?? was.fencesFetch(leader, epoch) }),
}
