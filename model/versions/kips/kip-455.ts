import type { Amendment } from '../decisions'

/**
 * KIP-455: an administrative API for replica reassignment.
 *
 * What is asked for was a znode, /admin/reassign_partitions, and the original replicas were not written anywhere. So a reassignment
 * could not be changed, and not be cancelled: if a target replica never caught up, the only way out was to delete the znode by
 * hand. Now the znode of the topic has adding_replicas and removing_replicas. A new reassignment replaces the one in progress, and a
 * cancelled one goes back to the original replicas. Replicas that are not wanted any more stop at once.
 *
 * KafkaController.maybeBuildReassignment, updateCurrentReassignment (2.4.0; read at 2.4.1)
 */
export const kip455: Amendment = {
  name: 'kip-455',
  title: 'A reassignment can be replaced, and cancelled',
  since: '2.4.0',
  repairs: 'a reassignment to a broker that does not come back, which stays in progress',
  readAt: '2.4.0',
  answers: {
    replacesReassignment: 'Yes: the original replicas are known, and the new request replaces the old one.',
    tellsOldReplicas: 'No: only the target replicas are.',
  },
  decide: () => ({ replacesReassignment: () => true, tellsOldReplicas: () => false }),
}
