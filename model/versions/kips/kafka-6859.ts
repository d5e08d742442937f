import { latestEpoch, logEnd } from '../../replica/disk'
import { UNDEFINED } from '../../replica/epochs'
import type { Amendment } from '../decisions'

/**
 * KAFKA-6859: a follower that has no epoch does not ask where it ends.
 *
 * The answer could only be "undefined". It truncates to its high watermark without asking, and so without being fenced.
 *
 * ReplicaFetcherThread.fetchEpochsFromLeader (2.1.0; read at 2.1.0)
 */
export const kafka6859: Amendment = {
  name: 'kafka-6859',
  title: 'Without an epoch there is nothing to ask',
  since: '2.1.0',
  repairs: 'nothing that a safety property sees: a question whose answer is known',
  readAt: '2.1.0',
  answers: {
    truncation: (was) => `The follower has no epoch: to its high watermark, without asking the leader.\n${was}`,
  },
  decide: (was) => ({
    truncation: (replica, ask, lookUp) =>
      latestEpoch(replica.disk) === UNDEFINED
        ? { offset: Math.min(replica.highWatermark, logEnd(replica.disk)), isDone: true }
        : was.truncation(replica, ask, lookUp),
  }),
}
