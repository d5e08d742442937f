import { UNASSIGNED } from '../../coordinator/kraft/state'
import type { Amendment } from '../decisions'

/**
 * KIP-858: with KRaft, the controller knows the log directories of brokers.
 *
 * A log directory fails, and the process goes on without it. With ZooKeeper the broker left a note there. With KRaft nobody heard of it, and a
 * partition whose leader was in the directory had no leader that served. And a process that was started with a directory offline took the
 * replicas in it for new ones, and created them elsewhere, empty. Since then a heartbeat names the directories that have failed, a broker says in which one
 * it has put each replica, and a replica that is assigned to a directory is created in another only if all of log.dirs are online.
 *
 * ReplicationControlManager.handleDirectoriesOffline, LeaderAcceptor, BrokerLifecycleManager.propagateDirectoryFailure,
 * Partition.createLogInAssignedDirectoryId (3.7.0; read at 3.6.0, 3.7.0, 3.9.0, 4.0.0, 4.1.0, 4.2.0 and 4.3.1)
 */
export const kip858: Amendment = {
  name: 'kip-858',
  title: 'The controller knows the log directories of brokers',
  since: '3.7.0',
  repairs: 'a leader whose log directory has failed, and of which the controller does not hear',
  readAt: '4.3.1',
  answers: {
    hearsOfDirectories: 'Yes: a heartbeat names those that have failed, and a registration those that are online.',
    createsWhileOffline: 'Only where the controller knows the replica in no directory yet.',
  },
  decide: () => ({
    hearsOfDirectories: () => true,
    createsWhileOffline: (assigned) => assigned === UNASSIGNED,
  }),
}
