import type { Amendment } from '../decisions'

/**
 * KAFKA-1647: the checkpoint of high watermarks keeps the line of a replica that has heard of no leader yet.
 *
 * The file is written anew from the replicas that exist in memory. A broker that started while the leader of a partition was
 * not alive did not make the replica, so the next checkpoint left its line out. After another restart its high watermark was
 * 0, and up to 0.10 a follower truncates to its high watermark. Now makeFollowers makes the replica in any case.
 *
 * ReplicaManager.makeFollowers (0.8.2.0; read at 0.8.2.0 and 0.10.2.2)
 */
export const kafka1647: Amendment = {
  name: 'kafka-1647',
  title: 'The checkpoint keeps high watermarks of replicas without a leader',
  since: '0.8.2.0',
  repairs: 'a high watermark that is gone from its checkpoint',
  readAt: '0.10.2.2',
  answers: {
    keepsUnledHighWatermark: 'Yes.',
  },
  decide: () => ({ keepsUnledHighWatermark: () => true }),
}
