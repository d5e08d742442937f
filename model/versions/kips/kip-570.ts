import type { Amendment } from '../decisions'

/**
 * KIP-570: StopReplica requests carry the leader epoch (KAFKA-9539).
 *
 * A StopReplica request named a partition and nothing else. One that arrived late was obeyed, even where its receiver had become a
 * replica again in the meantime: it deleted a replica that was in the ISR. Now the request has the leader epoch of the decision, and
 * a broker obeys only one that is newer than its own. (A deleted topic has a sentinel, EpochDuringDelete, which is always obeyed.)
 *
 * ReplicaManager.stopReplicas (2.6-IV0; read at 2.6.3 and 2.7.0)
 */
export const kip570: Amendment = {
  name: 'kip-570',
  title: 'StopReplica requests carry the leader epoch',
  since: '2.6-IV0',
  repairs: 'a replica in the ISR that a late StopReplica request deletes',
  readAt: '2.7.0',
  answers: {
    obeysStopReplica:
      'No: it obeys a leader epoch that is newer than its own, and returns FENCED_LEADER_EPOCH otherwise.',
  },
  decide: () => ({ obeysStopReplica: (known, requested) => requested > known }),
}
