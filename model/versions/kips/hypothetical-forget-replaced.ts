import type { Amendment } from '../decisions'

/**
 * No release has this: a reassignment that takes the place of another takes the place of all of it.
 *
 * The controller works out which replicas the new one adds and removes. It hands over both lists to PartitionChangeBuilder only if they have
 * somebody in them, and that begins with the lists of the partition as it is. So a reassignment that removes nobody goes on to remove whom the
 * one before it removed, also where they were just asked for; and where all that it does is to take back new replicas, it waits for them to
 * join, and takes them for removed at the same time: it never ends (docs/findings).
 *
 * ReplicationControlManager.changePartitionReassignment would set both lists always (read at 3.2.0, 3.5.0, 3.7.0, 3.9.1, 4.0.0, 4.1.0 and
 * 4.3.1).
 */
export const forgetReplaced: Amendment = {
  name: 'hypothetical-forget-replaced',
  title: 'A reassignment takes the place of all of the one before it',
  since: 'no release',
  repairs: 'a reassignment that removes a replica which was asked for, or never ends',
  readAt: '4.3.1',
  answers: { keepsReplacedReassignment: 'No.' },
  decide: () => ({ keepsReplacedReassignment: () => false }),
}
